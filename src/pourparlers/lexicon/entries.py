"""The shapes of lexicon entries, as they stand in the YAML files. Unknown keys are errors."""

from __future__ import annotations

import msgspec

from pourparlers.model import Act


class ActEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A word that carries an act, with its frame; see lexicon/README.md for each key."""

    id: str
    act: Act
    verb: str | None = None
    noun: str | None = None
    adjective: str | None = None
    preposition: str | None = None
    neutral: bool = False
    content: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    incise: bool | str = False
    quote: bool = False
    strict: bool = False
    clitic: str | None = None
    objects: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()

    @property
    def written(self) -> str:
        """The words of the cue."""
        return self.verb or self.noun or self.adjective or self.preposition or ""


class RoleEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A role noun: its forms by gender and number, its class, and whether who bears it speaks for a party.

    `party`: the one that it alone tells («le pape»).
    """

    id: str
    forms: dict[str, tuple[str, ...]]
    role: str = msgspec.field(name="class")
    speaks_for: bool = True
    relational: bool = False
    gender: str | None = None
    party: str | None = None


class EncounterEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A noun or verb of encounter.

    `parties`: roles as in the frames of acts, beside the subject («obl:à»: remettre à; `place`: the state of the place
    gone to). `objects`: what a verb's object, or a noun's complement, must be («remettre une note», not «un prix»).
    `after`: prepositions of which the noun must be governed («devant la presse»). `process`: the word names talks as
    a whole as well as one sitting of them, so that only its own date or place makes it an encounter. `weak`: the word
    only adds to an encounter told elsewhere («deux jours de travaux»). `public`: a party speaks to the press.
    `again`: of those who have negotiated it tells that they negotiate again («se retrouveront en mai»).
    `needs`: `participle:signer,parapher`, an object that is `human`, a `state` or a `town`,
    somebody `sent` or `phoned`, a `guest:to`, a subject that is a `traveller`, a `place`, a `joint` phrase («avec»);
    those who act `together`, several or with somebody, at a place and on a day (`together:alone`: without an object);
    several who go somewhere to go on (`rejoining`); a `day` as its subject; that somebody has `denied` it; a noun's
    `complement`, one of `objects`.
    """

    id: str
    kind: str
    noun: str | None = None
    verb: str | None = None
    parties: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    process: bool = False
    weak: bool = False
    public: bool = False
    again: bool = False
    needs: str | None = None
    status: str | None = None
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


class EncounterWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that tell of encounters what became of them, and among whom; encounter_words.yaml says what each is."""

    joint: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    going_on: tuple[str, ...] = ()
    up_to: tuple[str, ...] = ()
    bringing: tuple[str, ...] = ()
    offset: tuple[str, ...] = ()
    opponents: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    auspices: tuple[str, ...] = ()
    during: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    happening: tuple[str, ...] = ()
    hosting: tuple[str, ...] = ()
    ending: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    cancelled: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    wished: tuple[str, ...] = ()
    causative: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    count: dict[str, int] = {}
    capital: tuple[str, ...] = ()
    place_prepositions: tuple[str, ...] = ()
    joining: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    taking: tuple[str, ...] = ()
    moving: tuple[str, ...] = ()
    chairing: tuple[str, ...] = ()
    led: tuple[str, ...] = ()
    ordering: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    speaking: tuple[str, ...] = ()
    occurring: tuple[str, ...] = ()
    untrue: tuple[str, ...] = ()
    hearsay: tuple[str, ...] = ()
    dismissing: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    supposed: tuple[str, ...] = ()
    wishing: tuple[str, ...] = ()
    elliptic: tuple[str, ...] = ()
    running: tuple[str, ...] = ()
    halted: tuple[str, ...] = ()
    upheld: tuple[str, ...] = ()
    same_place: tuple[str, ...] = ()


class ContentEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of a content that tell its act after a neutral verb, as a regular expression over its lower-case text.

    `within`: "direct" for direct speech alone; "verb" for what a verb reports, not a marker: «selon Tass,
    l'Iran devrait commander» foretells.
    """

    id: str
    act: Act
    pattern: str
    stance: str | None = None
    within: str | None = None
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


class Verdicts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that judge what they are said of; verdicts.yaml says what each list is."""

    blame: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    untrue: frozenset[str] = frozenset()
    praise: frozenset[str] = frozenset()
    misdeeds: frozenset[str] = frozenset()
    deeds: frozenset[str] = frozenset()
    insisting: frozenset[str] = frozenset()


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """Closed word classes of a language that turn or bound what a statement says."""

    negation: tuple[str, ...] = ()
    negation_needs_particle: tuple[str, ...] = ()
    negation_particle: tuple[str, ...] = ()
    no_negation: tuple[str, ...] = ()
    no_condition: tuple[str, ...] = ()
    near_negation: tuple[str, ...] = ()
    hedge_adverbs: tuple[str, ...] = ()
    condition_markers: tuple[str, ...] = ()
    modals: tuple[str, ...] = ()
    shifter_nouns: tuple[str, ...] = ()
    shifter_verbs: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    rank_words: tuple[str, ...] = ()
    acting: tuple[str, ...] = ()
    titles: dict[str, tuple[str, ...]] = {}
    collective_nouns: tuple[str, ...] = ()
    acting_nouns: tuple[str, ...] = ()
    bloc_nouns: tuple[str, ...] = ()
    future_office: tuple[str, ...] = ()
    source_nouns: tuple[str, ...] = ()
    media_nouns: tuple[str, ...] = ()
    hostile_verbs: tuple[str, ...] = ()
    hostile_states: tuple[str, ...] = ()
    keeping_verbs: tuple[str, ...] = ()
    yielding_verbs: tuple[str, ...] = ()
    channel_nouns: tuple[str, ...] = ()
    wish_nouns: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    relay_verbs: tuple[str, ...] = ()
    relay_prepositions: tuple[str, ...] = ()
    pronouns: dict[str, object] = {}
    impersonal: tuple[str, ...] = ()
    speech_blockers: tuple[str, ...] = ()


class Grammar(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Function words that the engine asks for by what they do."""

    contracted: dict[str, tuple[str, ...]] = {}
    reflexive: tuple[str, ...] = ()
    that: tuple[str, ...] = ()
    whether: tuple[str, ...] = ()
    conceding: tuple[str, ...] = ()
    not_yet: tuple[str, ...] = ()
    relative: tuple[str, ...] = ()
    free_relative: tuple[str, ...] = ()
    possessive: dict[str, str] = {}
    ours: tuple[str, ...] = ()
    choosing: tuple[str, ...] = ()
    genitive: tuple[str, ...] = ()
    agent: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    locative: tuple[str, ...] = ()
    definite: tuple[str, ...] = ()
    indefinite: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    pair: dict[str, int] = {}
    outside: tuple[str, ...] = ()
    despite: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    prepositional: tuple[str, ...] = ()
    concurrent: tuple[str, ...] = ()
    connectors: tuple[str, ...] = ()
    votes: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()
    allies: tuple[str, ...] = ()
    counterpart: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    impersonal: tuple[str, ...] = ()
    first_person: tuple[str, ...] = ()
    future_words: tuple[str, ...] = ()
    reported_future: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    so_far: tuple[str, ...] = ()
    opposed: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    name_genitive: tuple[str, ...] = ()
    control: tuple[str, ...] = ()
    unrealised: tuple[str, ...] = ()
    document_nouns: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    any_paper: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    issuing: tuple[str, ...] = ()
    reading: tuple[str, ...] = ()
    negative_subjects: tuple[str, ...] = ()
    question_labels: tuple[str, ...] = ()
    answer_labels: tuple[str, ...] = ()
    reporter_labels: tuple[str, ...] = ()
    continuation: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    addressed: tuple[str, ...] = ()
    listing: tuple[str, ...] = ()
    listing_from: tuple[str, ...] = ()
    contracted_articles: tuple[str, ...] = ()
    role_prepositions: tuple[str, ...] = ()
    negative_determiners: tuple[str, ...] = ()
    sweeping: tuple[str, ...] = ()
    manner: tuple[str, ...] = ()
    joint: tuple[str, ...] = ()
    interrogatives: tuple[str, ...] = ()
    moments: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    deciding: tuple[str, ...] = ()
    outside_nouns: tuple[str, ...] = ()
    undergone: tuple[str, ...] = ()
    blaming: tuple[str, ...] = ()
    ever: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    putting: tuple[str, ...] = ()
    greeting: tuple[str, ...] = ()
    plan_frames: tuple[str, ...] = ()
    plan_effects: tuple[str, ...] = ()
    adding: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    provided: tuple[str, ...] = ()
    host: tuple[str, ...] = ()
    opposition: tuple[str, ...] = ()
    organs: tuple[str, ...] = ()
    insurgent: tuple[str, ...] = ()
    seated: tuple[str, ...] = ()
    public_bodies: tuple[str, ...] = ()
    clause_prepositions: tuple[str, ...] = ()
    subnational: tuple[str, ...] = ()
    working: tuple[str, ...] = ()
    human_relative: tuple[str, ...] = ()
    movement_nouns: tuple[str, ...] = ()
    splinter: tuple[str, ...] = ()
    rebels: tuple[str, ...] = ()
    armed: tuple[str, ...] = ()
    fronts: tuple[str, ...] = ()
    governmental: tuple[str, ...] = ()
    of_unions: tuple[str, ...] = ()
    any_bodies: tuple[str, ...] = ()
    heads_of_bodies: tuple[str, ...] = ()
    pacts: tuple[str, ...] = ()
    sending: tuple[str, ...] = ()
    behalf: tuple[str, ...] = ()
    leaving: tuple[str, ...] = ()
    lonely: tuple[str, ...] = ()
    obtaining: tuple[str, ...] = ()
    one_of_two: tuple[tuple[str, ...], ...] = ()
    circumstances: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    charged: tuple[str, ...] = ()
    aged: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    siding: tuple[str, ...] = ()
    crowds: tuple[str, ...] = ()
    meeting: tuple[str, ...] = ()
    of_which: tuple[str, ...] = ()
    employer: tuple[str, ...] = ()
    representing: tuple[str, ...] = ()
    standing_for: tuple[str, ...] = ()
    destination: tuple[str, ...] = ()
    last_nouns: tuple[str, ...] = ()
    pair_persons: tuple[str, ...] = ()
    pair_nouns: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    own_teams: tuple[str, ...] = ()
    portfolio: tuple[str, ...] = ()
    public: tuple[str, ...] = ()
    state_offices: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    generic_bodies: tuple[str, ...] = ()
    company_words: tuple[str, ...] = ()
    postnominals: tuple[str, ...] = ()
    seats_of_power: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    appearing: tuple[str, ...] = ()
    quantifiers: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    links_abroad: tuple[str, ...] = ()
    local_offices: tuple[str, ...] = ()
    governing: tuple[str, ...] = ()
    chambers: tuple[str, ...] = ()
    no_nouns: tuple[str, ...] = ()
    ministries: tuple[str, ...] = ()
    shared_offices: tuple[str, ...] = ()
    no_bodies: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    transitive: tuple[str, ...] = ()
    latter: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    voice: tuple[str, ...] = ()
    thing_nouns: tuple[str, ...] = ()
    thing_endings: tuple[str, ...] = ()
    state_nouns: tuple[str, ...] = ()
    state_forms: dict[str, tuple[str, ...]] = {}
    own_bodies: tuple[str, ...] = ()
    private_bodies: tuple[str, ...] = ()
    titled_bodies: tuple[str, ...] = ()
    this: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    clitic_phrases: dict[str, str] = {}
    clause_antecedents: tuple[str, ...] = ()
    personal_verbs: tuple[str, ...] = ()
    animate_gender: bool = False
    subject_after: bool = False
    press_conditional: bool = False
    purpose: tuple[str, ...] = ()
    striving: tuple[str, ...] = ()
    speaking_up: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    pro_verbs: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()
    taking_back: tuple[str, ...] = ()
    each: tuple[str, ...] = ()
    deadline: tuple[str, ...] = ()
    predicative: tuple[str, ...] = ()
