import io
import time
from email.message import EmailMessage
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from pourparlers.articles import How, Problem, load
from pourparlers.articles.file import File
from pourparlers.articles.formats import format_of, mbox
from pourparlers.articles.formats.mail import begins_message
from pourparlers.articles.listing import listed
from pourparlers.model import Article, LengthError

BODY = (
    "La Suisse et l'Italie se sont retrouvées mardi à Coire pour parler d'un label commun.\n\n"
    "« Un fromage porte le nom de sa vallée », a déclaré la négociatrice suisse, Annelise Zurbriggen-Favre.\n"
)
HEAD = (
    "Return-Path: <lettre@courrier.example>\r\nFrom: =?utf-8?q?Le_Courrier_des_vall=C3=A9es?= <lettre@courrier.example>\r\n"
    "To: revue@veille.example\r\nDate: Fri, 17 Mar 2023 00:30:00 +0100\r\nMessage-ID: <20230317.1@courrier.example>\r\n"
    "Subject: =?iso-8859-1?Q?Fromages_=3A_Berne?=\r\n =?iso-8859-1?Q?_dit_=22non=22?=\r\nMIME-Version: 1.0\r\n"
)


def message(text: str = BODY, **fields: str) -> EmailMessage:
    out = EmailMessage()
    told = {
        "From": '"Le Courrier" <lettre@courrier.example>',
        "Subject": "Fromages",
        "Date": "Thu, 16 Mar 2023 18:30:00 +0100",
        "Message-ID": "<1@courrier.example>",
    }
    for name, value in (told | {key.replace("_", "-"): value for key, value in fields.items()}).items():
        out[name] = value
    out.set_content(text)
    return out


def found_in(data: bytes | EmailMessage, name: str = "a.eml") -> list[Article | Problem]:
    return list(load(data if isinstance(data, bytes) else data.as_bytes(), name=name, language="fr"))


def only(data: bytes | EmailMessage, name: str = "a.eml") -> Article:
    (found,) = found_in(data, name)
    assert isinstance(found, Article), found
    return found


def places(data: bytes, name: str = "a.eml") -> list[str | None]:
    return [one.place for one in listed([(name, File(data, name))], How(), {"language": "fr"})]


def test_a_message_tells_its_fields() -> None:
    head = HEAD + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    found = only(head.encode() + BODY.encode().replace(b"\n", b"\r\n"), "message.txt")
    assert found.text == BODY.rstrip("\n")
    assert found.title == 'Fromages : Berne dit "non"'
    assert found.outlet == "Le Courrier des vallées"
    assert found.published == "2023-03-17"
    assert found.identifier == "20230317.1@courrier.example"
    assert (found.author, found.url) == (None, None)


@pytest.mark.parametrize(
    ("charset", "transfer"),
    [("utf-8", "base64"), ("utf-8", "quoted-printable"), ("iso-8859-15", "quoted-printable"), ("windows-1252", "8bit")],
)
def test_charsets_and_transfer_encodings_are_undone(charset: str, transfer: str) -> None:
    made = message()
    made.set_content(BODY, charset=charset, cte=transfer)
    assert only(made).text == BODY.rstrip("\n")


@pytest.mark.parametrize("declared", ["us-ascii", "x-unknown", "utf-8", "iso-8859-1", ""])
def test_a_charset_that_is_declared_wrongly_is_found(declared: str) -> None:
    kind = f"Content-Type: text/plain; charset={declared}\r\n" if declared else ""
    assert only((HEAD + kind + "\r\n").encode() + BODY.replace("«", "–").encode("cp1252")).text == BODY.replace(
        "«", "–"
    ).rstrip("\n")


@pytest.mark.parametrize("date", ["", "hier", "Fri, 32 Mar 2023 00:30:00 +0100", "99999999999999999999"])
def test_a_date_that_is_none_is_none(date: str) -> None:
    assert only(message(Date=date)).published is None


@pytest.mark.parametrize(
    "sender",
    ["lettre@courrier.example", '"lettre@courrier.example" <lettre@courrier.example>', "<lettre@courrier.example>", ""],
)
def test_an_address_is_no_outlet(sender: str) -> None:
    assert only(message(From=sender)).outlet is None


def test_the_plain_version_is_read_where_it_is_no_stub() -> None:
    made = message()
    made.add_alternative("<p>" + BODY + "</p><p>Se désabonner</p>", subtype="html")
    assert only(made).text == BODY.rstrip("\n")


def test_the_page_is_read_where_the_plain_version_is_a_stub() -> None:
    made = message("Votre messagerie n'affiche pas le HTML : https://courrier.example/lettre/" + "x" * 300)
    page = (
        '<html><head><style>p{}</style></head><body><div style="display:none">Aperçu caché</div><table><tr><td><h1>Berne dit non</h1></td></tr>'
        "<tr><td>"
        + "".join(f"<p>{line}</p>" for line in BODY.split("\n") if line)
        + "</td></tr></table><script>alert(1)</script></body></html>"
    )
    made.add_alternative(page, subtype="html")
    assert only(made).text == "Berne dit non\n\n" + BODY.rstrip("\n")


def test_pictures_of_a_page_are_no_attachments() -> None:
    made = message("Voir la page")
    made.add_alternative(f'<p>{BODY}</p><img src="cid:a">', subtype="html")
    made.get_payload()[1].add_related(b"\x89PNG", "image", "png", cid="<a>", filename="logo.png")  # type: ignore[union-attr,index]
    assert "Zurbriggen" in only(made).text


def test_text_around_a_picture_is_read_whole() -> None:
    made = message("Avant la photo, la séance est ouverte.")
    made.make_mixed()
    made.attach(message("Après la photo, elle est levée."))
    made.get_payload()[1].replace_header("Content-Type", "text/plain")  # type: ignore[union-attr,index]
    assert only(made).text == "Avant la photo, la séance est ouverte.\n\nAprès la photo, elle est levée."


def test_forwarded_and_quoted_parts_stay() -> None:
    text = "À lire.\n\n---------- Message transféré ---------\nDe : Le Courrier\n\n> " + BODY.replace(
        "\n\n", "\n>\n> "
    ).rstrip("\n")
    assert only(message(text)).text == text


def test_flowed_lines_go_on() -> None:
    flowed = (
        "La Suisse et l'Italie \nse sont retrouvées \nmardi.\n> « Un fromage \n> porte un nom. »\n-- \nLa rédaction"
    )
    head = HEAD + "Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n"
    assert (
        only(head.encode() + flowed.encode()).text
        == "La Suisse et l'Italie se sont retrouvées mardi.\n> « Un fromage porte un nom. »\n--\nLa rédaction"
    )


def test_attached_articles_are_articles_of_their_own() -> None:
    document, packed = Document(), io.BytesIO()
    document.add_heading("Palmiers", 0)
    document.add_paragraph("Deux ans de plus pour les palmeraies, a annoncé l'émirat.")
    document.save(packed)
    made = message()
    made.add_attachment(
        packed.getvalue(),
        "application",
        "vnd.openxmlformats-officedocument.wordprocessingml.document",
        filename="palmiers été.docx",
    )
    made.add_attachment("Un pont relie les deux rives du lac.".encode("cp1252"), "text", "plain", filename="pont.txt")
    made.add_attachment(b"\xd0\xcf\x11\xe0" + b"\0" * 50, "application", "msword", filename="vieux.doc")
    mail, palms, bridge, old = found_in(made)
    assert isinstance(mail, Article)
    assert isinstance(palms, Article)
    assert palms.title == "Palmiers"
    assert (palms.published, palms.outlet) == (None, None)
    assert isinstance(bridge, Article)
    assert bridge.text == "Un pont relie les deux rives du lac."
    assert isinstance(old, Problem)
    assert old.where == "a.eml, attachment vieux.doc"
    assert places(made.as_bytes()) == [
        None,
        "attachment palmiers été.docx",
        "attachment pont.txt",
        "attachment vieux.doc",
    ]


def test_an_attachment_of_no_kind_that_is_known_is_a_problem() -> None:
    made = message()
    made.add_attachment(b"BMv\x02\0\0\xff\xfe\x01 \x04\x9d\xd7" * 40, "application", "octet-stream", filename="a.dat")
    article, unknown = found_in(made)
    assert isinstance(article, Article)
    assert isinstance(unknown, Problem)
    assert unknown.where == "a.eml, attachment a.dat"


def test_a_forwarded_message_is_an_article_with_its_own_fields() -> None:
    outer = message("Pour la revue.", Subject="TR: Fromages")
    outer.add_attachment(message(From="Gazette d'Aoste <g@aoste.example>", Date="Wed, 15 Mar 2023 10:00:00 +0100"))
    first, second = found_in(outer)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (second.outlet, second.published, second.text) == ("Gazette d'Aoste", "2023-03-15", BODY.rstrip("\n"))


def test_an_attachment_without_text_of_the_message_stands_alone() -> None:
    made = message("")
    made.add_attachment(BODY, filename="a.txt")
    assert only(made).text == BODY


def test_messages_within_messages_end() -> None:
    made = message()
    for depth in range(9):
        outer = message(f"La couche {depth} du courrier.")
        outer.add_attachment(made)
        made = outer
    found = found_in(made)
    assert [isinstance(one, Problem) for one in found] == [False] * 6 + [True]
    assert found[-1].where.count("attachment") == 6  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("html", b"<p>mot</p>" * 500_001),
        ("html", b"<a>" * 1_500_000),
        ("plain", b"mot " * 2_000_000),
        ("plain", b"a\n" * 1_100_000),
    ],
    ids=["html", "elements", "plain", "lines"],
)
def test_a_message_too_large_to_be_an_article_is_a_problem_soon(kind: str, body: bytes) -> None:
    (found,) = found_in(HEAD.encode() + f"Content-Type: text/{kind}\n\n".encode() + body)
    assert isinstance(found, Problem)
    assert isinstance(found.error, LengthError)


def test_a_message_without_text_is_a_problem() -> None:
    for data in (HEAD.encode(), (HEAD + "\r\n\r\n").encode(), message("").as_bytes()):
        (found,) = found_in(data)
        assert isinstance(found, Problem)


def nested(depth: int) -> bytes:
    opened = "".join(f'Content-Type: multipart/mixed; boundary="b{i}"\r\n\r\n--b{i}\r\n' for i in range(depth))
    return (HEAD + opened + "\r\n" + BODY).encode()


@pytest.mark.parametrize(
    "data",
    [
        nested(60),
        nested(3_000),
        (HEAD + 'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + "--b\r\n\r\na\r\n" * 5_000).encode(),
        (HEAD + "Content-Type: message/rfc822\r\n\r\n" * 3_000).encode(),
    ],
    ids=["60 levels", "3000 levels", "5000 parts", "3000 messages"],
)
def test_bombs_are_problems(data: bytes) -> None:
    begun = time.monotonic()
    found = found_in(data)
    assert time.monotonic() - begun < 10
    assert any(isinstance(one, Problem) for one in found)


@pytest.mark.parametrize(
    "field",
    ["Subject: =?utf-8?b?" + "A" * 50_001 + "?=", "Subject: " + "=?" * 50_000, "From: " + '"' * 50_000, "From: " + "(" * 50_000, "From: " + "<" * 50_000, "Date: " + "(" * 50_000, "Message-ID: <" + "[" * 50_000, "Content-Type: text/plain; charset*0=utf-8; charset*=;;=" + "a;" * 20_000, "Content-Disposition: attachment; filename*=utf-9''%zz", "Content-Transfer-Encoding: x-uuencode", "Content-Type: multipart/mixed", "Content-Type: /", "Content-Type: text/plain" + "".join(f"; a*{n}*=x" for n in range(100_000)), "Content-Type: text/plain" + '; a="b' * 200_000, "Subject: \udcff\udcfe", "Content-Type: text/plain; charset=\"utf\0-8\""],
    ids=range(16),
)  # fmt: skip
def test_hostile_fields_are_read_or_told(field: str) -> None:
    begun = time.monotonic()
    data = (
        b"Return-Path: <a@b.example>\r\nTo: c\r\n"
        + field.encode("utf-8", "surrogateescape")
        + b"\r\n\r\n"
        + BODY.encode()
    )
    for found in found_in(data):
        assert isinstance(found, Article | Problem)
        assert not isinstance(found, Problem) or "cannot be read as" not in found.error.what
    assert time.monotonic() - begun < 10


def test_a_message_cut_anywhere_is_an_article_or_a_problem() -> None:
    made = message()
    made.add_alternative(f"<p>{BODY}</p>", subtype="html")
    made.add_attachment(BODY, filename="a.txt")
    data = made.as_bytes()
    for end in range(0, len(data), 13):
        assert found_in(data[:end])


@given(st.binary(max_size=300))
def test_any_bytes_after_fields_are_an_article_or_a_problem(data: bytes) -> None:
    for found in found_in(HEAD.encode() + data):
        assert not isinstance(found, Problem) or "cannot be read as" not in found.error.what


@pytest.mark.parametrize(
    "text",
    [
        "From: Paris\nTo: Rome\nDate: hier\n\nTexte",
        "Date: 2023\n\nTexte",
        "À : x\nSubject: y\n",
        "",
        "Berne : non\nTo: a\n",
    ],
)
def test_prose_with_colons_is_no_message(text: str) -> None:
    assert not begins_message(text)


def box(*messages: bytes) -> bytes:
    return b"".join(
        b"From lettre@courrier.example Thu Mar 16 18:30:00 2023\n" + one.rstrip(b"\n") + b"\n\n" for one in messages
    )


def test_a_box_is_read_message_by_message(tmp_path: Path) -> None:
    second = (
        BODY + "\n>From Coire, on se tait.\n\nFrom Berne on dit non.\n\nFrom a Thu Mar 16 18:30:00 2023\nsans champ\n"
    )
    path = tmp_path / "revue.mbox"
    path.write_bytes(
        box(
            message().as_bytes(),
            message(second, Message_ID="<2@courrier.example>").as_bytes(),
            b"Subject: vide\nFrom: a@b.example\n\n",
        )
    )
    found = list(load(path, language="fr"))
    assert [type(one) for one in found] == [Article, Article, Problem]
    assert found[1].text == second.replace("\n>From", "\nFrom").rstrip("\n")  # type: ignore[union-attr]
    assert found[1].identifier == "2@courrier.example"  # type: ignore[union-attr]
    assert found[2].where == f"{path}, message 3"  # type: ignore[union-attr]
    assert places(path.read_bytes(), "revue.mbox") == ["message 1", "message 2", "message 3"]


def test_a_box_is_told_by_its_beginning() -> None:
    data = box(message().as_bytes())
    assert format_of(File(data, "revue")) == "mbox"
    assert format_of(File(data.replace(b"\n", b"\r\n"), "revue")) == "mbox"
    assert format_of(File(b"From Berne we hear Thu 2023\nTo: all\n", "revue.txt")) == "text"


def test_a_box_larger_than_memory_is_streamed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(mbox, "LARGEST_MESSAGE", 10_000)
    path = tmp_path / "revue.mbox"
    path.write_bytes(box(message().as_bytes(), message("x" * 50_000).as_bytes(), message().as_bytes()))
    found = list(load(path, language="fr"))
    assert [type(one) for one in found] == [Article, Problem, Article]


def test_a_box_cut_anywhere_gives_what_stands_before() -> None:
    data = box(message().as_bytes(), message().as_bytes())
    for end in range(60, len(data), 17):
        assert found_in(data[:end], "revue.mbox")


def test_a_digest_in_plain_text_is_its_messages() -> None:
    head = "Send Press submissions to\n\tpress@lists.example\n\nToday's Topics:\n\n   1. Fromages (Ana Bel)\n   2. Sternes (Ines Roth)\n\n\n"
    first = (
        "Message: 1\nDate: Sun, 3 Sep 2023 09:00:00 +0200\nFrom: Ana Bel <ana@mail.example>\nTo: Press\n\t<press@lists.example>\n"
        'Subject: [Press] Fromages\nMessage-ID: <e1@mail.example>\nContent-Type: text/plain; charset="iso-8859-1"\n\n'
        "La Suisse a refusé le label.\n\n------------------------------\n\nElle l'a dit mardi.\n\n\n"
    )
    second = (
        "Message: 2\nDate: Mon, 4 Sep 2023 09:00:00 +0200\nFrom: Ines Roth <ines@mail.example>\nSubject: Sternes\n"
        "Message-ID: <e2@mail.example>\n\nLes sternes du cap sont comptées.\n\n\n"
    )
    foot = "Subject: Digest Footer\n\n____\nPress mailing list\n\n\n"
    end = "End of Press Digest, Vol 12, Issue 3\n************************************\n"
    rule = "-" * 30 + "\n\n"
    text = head + "-" * 70 + "\n\n" + rule.join([first, second, foot, end])
    frame, one, two = found_in(message(text, Subject="Press Digest, Vol 12, Issue 3"))
    assert isinstance(frame, Article)
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert (one.published, one.title, one.outlet, one.identifier) == (
        "2023-09-03",
        "[Press] Fromages",
        "Ana Bel",
        "e1@mail.example",
    )
    assert one.text == "La Suisse a refusé le label.\n\n------------------------------\n\nElle l'a dit mardi."
    assert (two.published, two.text) == ("2023-09-04", "Les sternes du cap sont comptées.")
    assert frame.title == "Press Digest, Vol 12, Issue 3"
    assert all(part in frame.text for part in ("Today's Topics", "Press mailing list", "End of Press Digest"))
    assert places(message(text).as_bytes()) == [None, "letter 1", "letter 2"]


@pytest.mark.parametrize(
    "text", ["-" * 70 + "\n\nLe label est refusé.\n", ("-" * 70 + "\n\n") * 3_000, ("-" * 30 + "\n\nDate: x\n") * 9_000]
)
def test_lines_of_dashes_make_no_digest(text: str) -> None:
    began = time.monotonic()
    assert only(message(BODY + text)).text.startswith("La Suisse")
    assert time.monotonic() - began < 5
