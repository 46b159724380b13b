"""WebAnno TSV 3 as INCEpTION exports it, written here by hand after its documentation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparlers.coding import CodedText, Fact, read_coded
from pourparlers.coding.coded import FactKind
from pourparlers.model import ExchangeError

HEAD = """#FORMAT=WebAnno TSV 3.3
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value
#T_SP=webanno.custom.Content|
#T_SP=webanno.custom.Statement|act|form|issue|ROLE_webanno.custom.Statement:arguments_webanno.custom.StatementArgumentsLink|uima.tcas.Annotation|stance
#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceType|referenceRelation
#T_RL=webanno.custom.Other|label|BT_webanno.custom.Content


"""
# Two sentences, the second after a paragraph break, with an emoji, which counts two, before most of it.
BODY = """#Text=Bonjour 🐦 .
1-1\t0-7\tBonjour\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
1-2\t8-10\t🐦\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
1-3\t11-12\t.\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t

#Text=Léa Roux refuse le péage ,
#Text=et l'Équateur l'\\_accuse .
2-1\t14-17\tLéa\tNOUN\t*[1]\tPER[1]\t_\t_\t_\t_\t_\t_\t_\tpr[1]\tcoref->1-1\t_\t_\t
2-2\t18-22\tRoux\tNOUN\t*[1]\tPER[1]\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
2-3\t23-29\trefuse\tVERB\t_\t_\t_\treject\tnarrated\tpéage \\| taxe\tspeaker;content\t2-1[1];2-4[2]\tagainst\t_\t_\t_\t_\t
2-4\t30-32\tle\tDET\t_\t_\t*[2]\t_\t_\t_\t_\t_\t_\t_\t_\tx\t2-4[2]\t
2-5\t33-38\tpéage\tNOUN\t_\t_\t*[2]\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
2-6\t39-40\t,\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
2-7\t41-43\tet\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
2-8\t44-54\tl'Équateur\tNOUN\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
2-8.1\t46-54\tÉquateur\t_\thttp://www.wikidata.org/entity/Q736[5]\tORG[5]\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
2-9\t55-64\tl'\\_accuse\tVERB\t_\t_\t_\taccuse[3]|deny[4]\tnarrated[3]|narrated[4]\t*[3]|*[4]\tspeaker;target[3]|Speaker[4]\t2-8.1[5];2-1[1]|2-8.1[5]\t*[3]|*[4]\t_\t_\t_\t_\t
2-10\t65-66\t.\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
"""


def read(where: Path, data: str) -> CodedText:
    (where / "a.tsv").write_bytes(data.encode("utf-8"))
    (one,) = read_coded(where / "a.tsv")
    return one


def of(one: CodedText, kind: FactKind) -> list[Fact]:
    return [fact for fact in one.facts if fact.kind is kind]


def words(one: CodedText, fact: Fact) -> list[str]:
    return [one.text[start:end] for start, end in fact.spans]


def test_statements_with_slots(tmp_path: Path) -> None:
    one = read(tmp_path, HEAD + BODY)
    assert one.text == "Bonjour 🐦 .\n\nLéa Roux refuse le péage ,\net l'Équateur l'_accuse ."
    first, accuse, deny = of(one, FactKind.STATEMENT)
    assert words(one, first) == ["le péage"]
    assert dict(first.fields) == {
        "speaker": ("person:Léa Roux",),
        "party": (),
        "act": "reject",
        "form": "narrated",
        "target": None,
        "stance": "against",
        "cue": "refuse",
        "issue": "péage | taxe",
    }
    assert words(one, accuse) == words(one, deny) == ["l'_accuse"]
    assert (accuse.fields["act"], accuse.fields["speaker"], accuse.fields["party"]) == ("accuse", ("EC",), ("EC",))
    assert (accuse.fields["target"], accuse.fields["stance"], accuse.fields["cue"]) == ("person:Léa Roux", None, None)
    assert (deny.fields["act"], deny.fields["speaker"]) == ("deny", ("EC",))


def test_named_entities_are_actors(tmp_path: Path) -> None:
    one = read(tmp_path, HEAD + BODY)
    found = [(dict(fact.fields), words(one, fact)) for fact in of(one, FactKind.ACTOR)]
    assert found == [({"key": "person:Léa Roux"}, ["Léa Roux"]), ({"key": "EC", "party": "EC"}, ["Équateur"])]


def test_what_is_coded_is_what_the_project_has(tmp_path: Path) -> None:
    one = read(tmp_path, HEAD + BODY)
    assert set(one.coded) == {FactKind.STATEMENT, FactKind.ACTOR}
    assert set(one.coded[FactKind.STATEMENT]) == {"act", "form", "issue", "stance", "speaker", "party", "target", "cue"}
    other = read(
        tmp_path,
        "#FORMAT=WebAnno TSV 3.2\n#T_SP=de.x.NamedEntity|value\n\n\n#Text=Rien .\n1-1\t0-4\tRien\t_\t\n1-2\t5-6\t.\t_\t\n",
    )
    assert (other.coded, other.facts) == ({}, ())


SIMPLE = """#FORMAT=WebAnno TSV 3.3
#T_SP=custom.Encounter|date|kind|party|place|status
#T_SP=custom.Statement|act|cue|negated|party|speaker
#T_SP=custom.Time|type|value


#Text=Lima et Quito négocient mardi . Lima refuse tout .
1-1\t0-4\tLima\t2021-03-02[1]\ttalks[1]\tPérou;EC[1]\tMacará[1]\t*[1]\t_\t_\t_\t_\t_\t_\t_\t
1-2\t5-7\tet\t2021-03-02[1]\ttalks[1]\tPérou;EC[1]\tMacará[1]\t*[1]\t_\t_\t_\t_\t_\t_\t_\t
1-3\t8-13\tQuito\t2021-03-02[1]\ttalks[1]\tPérou;EC[1]\tMacará[1]\t*[1]\t_\t_\t_\t_\t_\t_\t_\t
1-4\t14-23\tnégocient\t2021-03-02[1]\ttalks[1]\tPérou;EC[1]\tMacará[1]\t*[1]\t_\t_\t_\t_\t_\t_\t_\t
1-5\t24-29\tmardi\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\tDATE\t2021-03-02\t
1-6\t30-31\t.\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
1-7\t32-36\tLima\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
1-8\t37-43\trefuse\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
1-9\t44-48\ttout\t_\t_\t_\t_\t_\treject\trefuse\ttrue\tPérou\tRosa Quispe\t_\t_\t
1-10\t49-50\t.\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
"""


def test_layers_with_plain_features(tmp_path: Path) -> None:
    one = read(tmp_path, SIMPLE)
    (met,) = of(one, FactKind.ENCOUNTER)
    assert dict(met.fields) == {
        "kind": "talks",
        "parties": ("PE", "EC"),
        "persons": (),
        "status": "held",
        "place": "Macará",
        "date": "2021-03-02",
    }
    assert words(one, met) == ["Lima et Quito négocient"]
    (said,) = of(one, FactKind.STATEMENT)
    assert (said.fields["speaker"], said.fields["party"], said.fields["cue"], said.fields["negated"]) == (
        ("person:Rosa Quispe",),
        ("PE",),
        "refuse",
        True,
    )
    (time,) = of(one, FactKind.TIME)
    assert (dict(time.fields), words(one, time)) == ({"type": "DATE", "value": "2021-03-02"}, ["mardi"])


def test_a_folder_of_documents(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "un.tsv").write_bytes(b"\xef\xbb\xbf" + SIMPLE.replace("\n", "\r\n").encode())
    (tmp_path / "deux.tsv").write_text(HEAD + BODY, encoding="utf-8")
    (tmp_path / "not.tsv").write_text("a\tb\n", encoding="utf-8")
    assert [one.place for one in read_coded(tmp_path)] == ["b/un.tsv", "deux.tsv"]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("\treject\tnarrated", "\tsing\tnarrated", "'sing' is no act"),
        ("2-4[2]\tagainst", "9-9[99]\tagainst", "'[99]'"),
        ("2-4[2]\tagainst", "nowhere\tagainst", "'nowhere' is no token"),
        ("2-1\t14-17\tLéa", "2-1\t4-17\tLéa", "begins at 4"),
        ("2-1\t14-17\tLéa", "2-1\t999999999-17\tLéa", "begins at 999999999"),
        ("2-5\t33-38\tpéage", "2-5\t33-3800\tpéage", "there is no passage"),
        ("1-2\t8-10", "1-2 8-10", "is no line of the format"),
    ],
)
def test_what_is_broken_is_told_with_its_line(tmp_path: Path, before: str, after: str, told: str) -> None:
    assert before in BODY
    with pytest.raises(ExchangeError) as error:
        read(tmp_path, HEAD + BODY.replace(before, after))
    assert told in str(error.value)
    assert "line " in str(error.value.where)


@given(
    st.lists(
        st.sampled_from([*BODY.splitlines(True), "#Text=\n", "1-1\t0-1\t_\t*[1]|*\t;\t\\\n", "|[1]\t\n", "\0\n"]),
        max_size=12,
    ),
    st.data(),
)
def test_any_mix_of_lines_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], data: Any
) -> None:
    where = tmp_path_factory.getbasetemp() / "mix"
    where.mkdir(exist_ok=True)
    whole = HEAD + "".join(lines)
    cut = data.draw(st.integers(30, len(whole)))
    try:
        read(where, whole[:cut])
    except ExchangeError as error:
        assert error.where
