"""The recipe of the packaged pipelines.

    python training/recipe.py vectors fr --data SOURCE --out WORK  the table of word vectors, before all others
    python training/recipe.py parse fr --data DATA --out WORK      parser, tags, lemmas
    python training/recipe.py anneal fr --data DATA --out WORK     the last part of the step before, again
    python training/recipe.py entities fr --data DATA --out WORK   names
    python training/recipe.py package fr --out WORK                both into src/pourparlers/language/packaged
    python training/recipe.py score fr --data DATA                 scores of the packaged pipeline, as JSON

DATA holds `treebanks/` and `corpora/`. The same seed gives the same pipeline on the same machine.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import fix_random_seed
from thinc.api import Adam, compounding

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "src"))
import entities  # noqa: E402
import pourparlers.language.tokenizer  # noqa: E402, F401  registers the tokenizer
import substitute  # noqa: E402
import treebank  # noqa: E402
import vectors  # noqa: E402

NAMES = Path(__file__).parent / "names"
OWN = Path(__file__).parent / "treebank"
PACKAGED = Path(__file__).parent.parent / "src/pourparlers/language/packaged"
SEED = 20220112
# Treebanks of a language with how many times each stands in an epoch, and the one that chooses the best epoch.
TREEBANKS = {
    "fr": ({"fr_sequoia": 1, "fr_gsd": 1, "fr_pud": 1, "fr_news": 4, "fr_talks": 4}, "fr_sequoia"),
    "en": ({"en_ewt": 1, "en_talks": 4}, "en_ewt"),
}
# The recipes' sizes: width, depth and hash rows of the word vectors; minutes are a ceiling, patience counts epochs.
PARSE = {
    "fr": {"width": 128, "depth": 4, "rows": [6000, 2000, 3000, 3000, 50], "minutes": 75, "patience": 12, "drop": 0.2},
    "en": {"width": 128, "depth": 4, "rows": [6000, 2000, 3000, 3000, 50], "minutes": 75, "patience": 12, "drop": 0.2},
}
ENTITIES = {
    "fr": {"width": 80, "depth": 4, "rows": [4000, 1000, 2000, 2000, 50], "minutes": 30, "patience": 6, "drop": 0.2},
    "en": {"width": 80, "depth": 4, "rows": [4000, 1000, 2000, 2000, 50], "minutes": 20, "patience": 8, "drop": 0.3},
}


def tok2vec(width: int, depth: int, rows: list[int], **_: Any) -> dict[str, Any]:
    """The configuration of a tok2vec layer."""
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": width,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY"],
            "rows": rows,
            "include_static_vectors": True,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": width,
            "depth": depth,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def blank(language: str, out: Path) -> Language:
    """An empty pipeline with our tokenizer and the vectors that stand in `out`."""
    config = {"nlp": {"lang": language, "tokenizer": {"@tokenizers": "pourparlers.press.v1", "language": language}}}
    return vectors.put(spacy.blank(language, config=config), out / f"{language}-vectors.npz")


def listener(width: int) -> dict[str, Any]:
    return {"@architectures": "spacy.Tok2VecListener.v1", "width": width, "upstream": "tok2vec"}


def parse_pipeline(language: str, out: Path) -> Language:
    nlp = blank(language, out)
    sizes = PARSE[language]
    width = sizes["width"]
    nlp.add_pipe("tok2vec", config={"model": tok2vec(**sizes)})
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": listener(width), "nO": None, "normalize": False}
    nlp.add_pipe("morphologizer", config={"model": tagger})
    nlp.add_pipe("trainable_lemmatizer", config={"model": tagger, "min_tree_freq": 2, "top_k": 3, "backoff": "orth"})
    nlp.add_pipe(
        "parser",
        config={
            "min_action_freq": 20,
            "model": {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "state_type": "parser",
                "extra_state_tokens": False,
                "hidden_width": 80,
                "maxout_pieces": 3,
                "use_upper": True,
                "tok2vec": listener(width),
            },
        },
    )
    return nlp


def entity_pipeline(language: str, out: Path) -> Language:
    nlp = blank(language, out)
    model = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": tok2vec(**ENTITIES[language]),
    }
    nlp.add_pipe("ner", config={"model": model})
    return nlp


def treebank_sentences(language: str, data: Path) -> list[list[treebank.Word]]:
    out = []
    for name, times in TREEBANKS[language][0].items():
        out += list(treebank.read_conllu(part_of(name, "train", data), language == "fr")) * times
    return out


def part_of(name: str, part: str, data: Path) -> Path:
    """Where a part of a treebank stands: our own beside this file, the others in the data."""
    own = OWN / f"{name}-{part}.conllu"
    return own if own.exists() else data / f"treebanks/{name}-{part}.conllu.xz"


def treebank_dev(nlp: Language, language: str, data: Path) -> list[Example]:
    return _held_back(nlp, language, part_of(TREEBANKS[language][1], "dev", data))


def _held_back(nlp: Language, language: str, path: Path) -> list[Example]:
    return treebank.examples(nlp, list(treebank.read_conllu(path, language == "fr")), None)


def entity_data(nlp: Language, language: str, data: Path, rng: random.Random | None, part: str) -> list[Example]:
    """Examples of entities: `part` is "train" or "dev"."""
    if language == "fr":
        months = ("2016/01", "2017/12") if part == "train" else ("2018/01", "2018/06")
        documents = entities.read_winer(data / "corpora/winer_fr.jsonl.xz", *months)
        return entities.winer_examples(nlp, documents, rng)
    news = entities.read_news(data / "corpora/ntrex_en_fr.jsonl.xz", NAMES / "en_ntrex.json", part == "dev")
    items = entities.winer_examples(nlp, news, rng)
    test = entities.uner_examples(nlp, data / "corpora/uner_en_test.jsonl.xz", rng)
    if part == "dev":
        return test[-150:] + items
    return entities.uner_examples(nlp, data / "corpora/uner_en_dev.jsonl.xz", rng) + test[:-150] + items


def train(nlp: Language, make: Any, dev: list[Example], figure: str, sizes: dict[str, Any], out: Path) -> None:
    """Train until `figure` no longer rises, then anneal; the best epoch's averaged weights go to `out`."""
    fix_random_seed(SEED)
    rng = random.Random(SEED)
    first = make(rng)
    nlp.initialize(lambda: first)
    best = _epochs(nlp, make, dev, figure, sizes, out, rng, 0.001, 0.0)
    anneal(spacy.load(out), make, dev, figure, sizes, out, best)


def anneal(
    nlp: Language, make: Any, dev: list[Example], figure: str, sizes: dict[str, Any], out: Path, best: float
) -> None:
    """Go on from the best epoch with small steps: what the large ones keep stepping over."""
    if nlp.has_pipe("trainable_lemmatizer"):
        # spaCy saves which trees are labels, but reads back only their list.
        lemmatizer = nlp.get_pipe("trainable_lemmatizer")
        lemmatizer.tree2label = {tree: label for label, tree in enumerate(lemmatizer.cfg["labels"])}
    small = {**sizes, "minutes": sizes["minutes"] / 3, "patience": 12, "drop": sizes["drop"] + 0.05}
    _epochs(nlp, make, dev, figure, small, out, random.Random(SEED + 1), 0.0006, best)


def _epochs(
    nlp: Language,
    make: Any,
    dev: list[Example],
    figure: str,
    sizes: dict[str, Any],
    out: Path,
    rng: random.Random,
    rate: float,
    best: float,
) -> float:
    optimizer = Adam(learn_rate=rate, L2=0.01, grad_clip=1.0, use_averages=True)
    optimizer.learn_rate = rate
    stale, started, sizes_of, epoch = 0, time.time(), compounding(300, 1600, 1.002), 0
    while stale < sizes["patience"] and time.time() - started < sizes["minutes"] * 60:
        batch_examples = make(rng)
        rng.shuffle(batch_examples)
        for batch in by_words(batch_examples, sizes_of):
            nlp.update(batch, sgd=optimizer, drop=sizes["drop"])
        with nlp.use_params(optimizer.averages):
            scores = nlp.evaluate(fresh(nlp, dev))
            spent = (time.time() - started) / 60
            shown = {k: round(scores[k] * 100, 2) for k in SHOWN if scores.get(k) is not None}
            print(f"epoch {epoch} {spent:.1f} min {json.dumps(shown)}", flush=True)
            stale += 1
            if scores[figure] > best + 0.0002:
                best, stale = scores[figure], 0
                vectors.save(nlp, out)
        epoch += 1
        if stale >= 3:
            optimizer.learn_rate = max(0.0001, optimizer.learn_rate * 0.9)
    return best


SHOWN = ("sents_f", "pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "ents_p", "ents_r", "ents_f")


def by_words(examples: list[Example], sizes: Any) -> Any:
    """Batches that hold about as many words as `sizes` gives, one after another."""
    batch, words, limit = [], 0, next(sizes)
    for one in examples:
        batch.append(one)
        words += len(one.predicted)
        if words >= limit:
            yield batch
            batch, words, limit = [], 0, next(sizes)
    if batch:
        yield batch


def fresh(nlp: Language, dev: list[Example]) -> list[Example]:
    out = []
    for one in dev:
        words = [t.text for t in one.predicted]
        spaces = [bool(t.whitespace_) for t in one.predicted]
        out.append(Example(spacy.tokens.Doc(nlp.vocab, words, spaces), one.reference))
    return out


def run_parse(language: str, data: Path, out: Path) -> None:
    nlp = parse_pipeline(language, out)
    sentences = treebank_sentences(language, data)
    dev = treebank_dev(nlp, language, data)
    train(nlp, _varied(nlp, language, sentences), dev, "dep_las", PARSE[language], out / f"{language}-parse")


def _varied(nlp: Language, language: str, sentences: list[list[treebank.Word]]) -> Any:
    """What makes the examples of an epoch: other words in half of the sentences."""
    return partial(treebank.examples, nlp, sentences, other=substitute.Substitutes(language).vary)


def run_anneal(language: str, data: Path, out: Path) -> None:
    """Only the last part of `parse`, from the pipeline that stands in `out`."""
    nlp = spacy.load(out / f"{language}-parse")
    sentences = treebank_sentences(language, data)
    dev = treebank_dev(nlp, language, data)
    best = nlp.evaluate(fresh(nlp, dev))["dep_las"]
    make = _varied(nlp, language, sentences)
    anneal(nlp, make, dev, "dep_las", PARSE[language], out / f"{language}-parse", best)


def run_entities(language: str, data: Path, out: Path) -> None:
    nlp = entity_pipeline(language, out)
    dev = entity_data(nlp, language, data, None, "dev")
    make = lambda rng: entity_data(nlp, language, data, rng, "train")  # noqa: E731
    train(nlp, make, dev, "ents_f", ENTITIES[language], out / f"{language}-entities")


def run_vectors(language: str, source: Path, out: Path) -> None:
    vectors.write(vectors.build(language, source), out / f"{language}-vectors.npz")


def package(language: str, out: Path) -> None:
    """Join the two trained pipelines into the one that the software carries."""
    nlp = spacy.load(out / f"{language}-parse")
    names = spacy.load(out / f"{language}-entities", vocab=nlp.vocab, exclude=["vocab"])
    nlp.add_pipe("ner", source=names)
    slim(nlp)
    nlp.meta.update(name=f"pourparlers_{language}", license="CC BY-SA 4.0", author="Pourparlers")
    PACKAGED.mkdir(exist_ok=True)
    vectors.save(nlp, PACKAGED / language)


def slim(nlp: Language) -> None:
    """Leave out what reading never asks for: spaCy's lookup tables of norms and probabilities."""
    for table in list(nlp.vocab.lookups.tables):
        nlp.vocab.lookups.remove_table(table)


def document_f(nlp: Language, language: str, data: Path) -> float | None:
    """Entity F averaged over documents, as the figure of a newsroom's reader who opens one article."""
    if language != "fr":
        return None
    figures = []
    for document in entities.read_winer(data / "corpora/winer_fr.jsonl.xz", "2018/01", "2018/06"):
        scores = nlp.evaluate(entities.winer_examples(nlp, [document], None))
        figures.append(scores["ents_f"] or 0.0)
    return sum(figures) / len(figures)


def score(language: str, data: Path) -> dict[str, Any]:
    nlp = spacy.load(PACKAGED / language)
    trees = nlp.evaluate(treebank_dev(nlp, language, data))
    names = nlp.evaluate(entity_data(nlp, language, data, None, "dev"))
    talks = nlp.evaluate(_held_back(nlp, language, OWN / f"{language}_talks-test.conllu"))
    out = {k: round(trees[k] * 100, 2) for k in SHOWN[:6]}
    out |= {f"talks_{k}": round(talks[k] * 100, 2) for k in SHOWN[:6]}
    out |= {k: round(names[k] * 100, 2) for k in SHOWN[6:]}
    out["ents_by_label"] = {k: round(v["f"] * 100, 1) for k, v in sorted(names["ents_per_type"].items())}
    average = document_f(nlp, language, data)
    out["ents_f_document"] = None if average is None else round(average * 100, 2)
    out["megabytes"] = round(sum(p.stat().st_size for p in (PACKAGED / language).rglob("*")) / 1e6, 2)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=["vectors", "parse", "anneal", "entities", "package", "score"])
    parser.add_argument("language", choices=sorted(TREEBANKS))
    parser.add_argument("--data", type=Path)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    if args.step == "score":
        print(json.dumps(score(args.language, args.data), indent=1))
    elif args.step == "package":
        package(args.language, args.out)
    else:
        steps = {"vectors": run_vectors, "parse": run_parse, "anneal": run_anneal, "entities": run_entities}
        steps[args.step](args.language, args.data, args.out)


if __name__ == "__main__":
    main()
