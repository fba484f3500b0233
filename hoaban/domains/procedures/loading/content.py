"""From checked content to tables. Loading twice changes nothing; a version in use never changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from django.db import transaction

from hoaban.core import clock
from hoaban.core.kept import stamps
from hoaban.domains.documents import queries as documents
from hoaban.domains.procedures.abolished import content as abolished
from hoaban.domains.procedures.catalogue import queries as catalogue_queries
from hoaban.domains.procedures.catalogue.models import (
    Component,
    Fee,
    Field,
    Form,
    Limit,
    Procedure,
    Revision,
    Step,
    Variant,
)
from hoaban.domains.procedures.naming import content as naming
from hoaban.domains.procedures.numbers import content as numbers
from hoaban.domains.procedures.numbers.content import Numbers
from hoaban.domains.procedures.published import content as published
from hoaban.domains.procedures.versions.content import CaseRows, Version, version
from hoaban.engines.content import kinds, shapes
from hoaban.engines.content.continuing import continued
from hoaban.engines.content.fragments import resolve
from hoaban.engines.content.places import Place, Problem, Wrong
from hoaban.engines.content.reading import read
from hoaban.engines.content.shapes import Filled, Found, Text, table
from hoaban.engines.typesetting import templates

NOTES = ("short", "illustrative", "source")  # of a version, beside what it orders
FRAGMENTS = "_*.yaml"  # pieces that several procedures share


class FieldLine(shapes.Shape):
    """A field of administration: a line of `fields.csv`."""

    code: Filled
    name: Text


@dataclass
class Report:
    """What a load did, by procedure code; `problems` empty means it was done."""

    created: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    catalogue: int = 0
    problems: list[Problem] = field(default_factory=list)


def files(folder: Path) -> list[Path]:
    """What procedures are loaded from."""
    return [*sorted(folder.glob("procedures/*.yaml")), *sorted(folder.glob("*.csv"))]


def check(folder: Path) -> list[Problem]:
    """What is wrong with `folder` (the province's): file, line and column of each."""
    return _read(folder)[-1]


def load(folder: Path, *, at: datetime) -> Report:
    """Bring the tables to what `folder` says, all or nothing; wrong content changes nothing."""
    fields, shapes, dated, problems = _read(folder)
    report = Report(problems=problems)
    if problems:
        return report
    with transaction.atomic():
        rows = _load_fields(fields)
        for shape in shapes:
            _load_shape(shape, rows, report)
        _remove_missing(shapes, report)
        report.problems += numbers.load(dated, on=clock.day(at))
        report.catalogue = published.load(folder / "catalogue.csv", rows)
        if report.problems:
            transaction.set_rollback(True)
        else:
            _mark(folder)
    return report


def _read(
    folder: Path,
) -> tuple[dict[str, FieldLine], list[Version], Numbers, list[Problem]]:
    problems: list[Problem] = []
    listed: Found[FieldLine] = table(folder / "fields.csv", FieldLine, key=("code",))
    problems += listed.problems
    fields = {line.code: line for line in listed.shapes()}
    if problems:
        return (
            fields,
            [],
            Numbers(),
            problems,
        )  # nothing else can be judged without the fields
    places = _places(folder / "procedures", problems)
    shapes = list(_versions(places, problems))
    problems += [
        shape.place.need("field").wrong(f'không có lĩnh vực "{shape.field_code}"').problem
        for shape in shapes
        if shape.field_code not in fields
    ]
    problems += list(_unknown_kinds(shapes))
    problems += list(_unknown_agencies(shapes, folder / "agencies.csv"))
    problems += naming.alike(shape.named for shape in shapes)
    problems += abolished.check(shape.named for shape in shapes)
    shapes = _closed_in_turn(shapes, problems)
    problems += published.check(folder / "catalogue.csv", set(fields))
    dated = numbers.read(folder, shapes)
    told = dict.fromkeys([*problems, *dated.problems])  # of a shared piece once
    return fields, shapes, dated, list(told)


def _unknown_kinds(shapes: list[Version]) -> Iterator[Problem]:
    """A result must be a kind of document, drawn by a template that is there."""
    known = {kind.abbreviation for kind in documents.kinds().values()}
    for shape in shapes:
        place = shape.place.need("result")
        kind, template = place.text("kind"), place.text("template")
        if kind not in known:
            yield place.need("kind").wrong(f'không có loại văn bản "{kind}"').problem
        elif not templates.is_template(template):
            yield place.need("template").wrong(f'không có mẫu "{template}"').problem


def _unknown_agencies(shapes: list[Version], path: Path) -> Iterator[Problem]:
    """Who decides is an agency of the province's list, where the folder has it."""
    if not path.exists():
        return
    known = {row.text_or("code") for row in read(path).items()}
    for shape in shapes:
        for each in shape.place.each("agencies"):
            if each.value not in known:
                yield each.wrong(f'không có cơ quan "{each.value}"').problem


def _places(folder: Path, problems: list[Problem]) -> list[Place]:
    """Every procedure file with its fragments put in."""
    places: list[Place] = []
    fragments = _fragments(folder, problems)
    for path in sorted(folder.glob("[!_]*.yaml")):
        try:
            places.append(resolve(read(path), fragments))
        except Wrong as wrong:
            problems.append(wrong.problem)
    return continued(places, problems)


def _versions(places: list[Place], problems: list[Problem]) -> Iterator[Version]:
    """The versions of the right files; what is wrong with the others goes to `problems`."""
    for place in places:
        made, wrong = version(place)
        problems += wrong
        if made is not None:
            yield made


def _fragments(folder: Path, problems: list[Problem]) -> Mapping[str, Place]:
    """The pieces of all shared files by name; a name stands once."""
    found: dict[str, Place] = {}
    for path in sorted(folder.glob(FRAGMENTS)):
        try:
            pieces = read(path).mapping()
        except Wrong as wrong:
            problems.append(wrong.problem)
            continue
        problems += [
            piece.wrong(f'mảnh "{name}" đã có trong {found[name].file}').problem
            for name, piece in pieces.items()
            if name in found
        ]
        found |= pieces
    return found


def _closed_in_turn(shapes: list[Version], problems: list[Problem]) -> list[Version]:
    """Versions of one code in order; a version must end before, or when, the next begins."""
    ordered = sorted(shapes, key=lambda shape: (shape.code, shape.valid_from))
    for earlier, later in pairwise(ordered):
        if earlier.code != later.code:
            continue
        if earlier.valid_to is None or earlier.valid_to > later.valid_from:
            words = f"bản này trùng thời gian với {later.place.file}; hãy đóng nó bằng valid_to"
            problems.append(earlier.place.wrong(words).problem)
    return ordered


def _load_fields(fields: dict[str, FieldLine]) -> dict[str, Field]:
    for code, line in fields.items():
        Field.objects.update_or_create(code=code, defaults={"name": line.name})
    return {row.code: row for row in Field.objects.all()}


def _load_shape(shape: Version, fields: dict[str, Field], report: Report) -> None:
    procedure, _ = Procedure.objects.get_or_create(code=shape.code)
    existing = procedure.revisions.filter(valid_from=shape.valid_from).first()
    if existing and existing.digest != shape.digest:
        if catalogue_queries.is_used(existing):
            words = (
                f"bản {shape.code} từ {shape.valid_from} đã có hồ sơ, không sửa được: "
                "hãy đóng bản này (valid_to) và thêm bản mới với valid_from mới"
            )
            report.problems.append(shape.place.wrong(words).problem)
            return
        existing.delete()
        report.replaced.append(shape.code)
    elif existing:
        _close(existing, shape, report)
        return
    else:
        report.created.append(shape.code)
    _create(shape, procedure, fields[shape.field_code])


def _close(existing: Revision, shape: Version, report: Report) -> None:
    """Only the end of a version, its short name, and where it was read, may still change."""
    notes = {name: shape.row[name] for name in NOTES}
    if existing.valid_to == shape.valid_to and _notes(existing) == notes:
        report.unchanged += 1
        return
    if existing.valid_to != shape.valid_to:
        report.closed.append(shape.code)
    existing.valid_to = shape.valid_to
    for name, said in notes.items():
        setattr(existing, name, said)
    existing.save(update_fields=["valid_to", *NOTES])


def _notes(existing: Revision) -> dict[str, object]:
    return {name: getattr(existing, name) for name in NOTES}


def _create(shape: Version, procedure: Procedure, field: Field) -> None:
    revision = Revision.objects.create(
        procedure=procedure,
        valid_from=shape.valid_from,
        valid_to=shape.valid_to,
        field=field,
        digest=shape.digest,
        **shape.row,
    )
    Step.objects.bulk_create(Step(revision=revision, **row) for row in shape.steps)
    Form.objects.bulk_create(Form(revision=revision, **row) for row in shape.forms)
    for case in shape.cases:
        _create_case(case, revision)


def _create_case(shape: CaseRows, revision: Revision) -> None:
    case = Variant.objects.create(revision=revision, **shape.row)
    Component.objects.bulk_create(Component(case=case, **row) for row in shape.components)
    begins = revision.valid_from
    Limit.objects.bulk_create(Limit(case=case, valid_from=begins, **row) for row in shape.limits)
    Fee.objects.bulk_create(Fee(case=case, valid_from=begins, **row) for row in shape.fees)


def _remove_missing(shapes: list[Version], report: Report) -> None:
    """A version whose file is gone goes too, unless dossiers would be orphaned."""
    kept = {(shape.code, shape.valid_from) for shape in shapes}
    for revision in Revision.objects.select_related("procedure"):
        if (revision.code, revision.valid_from) in kept:
            continue
        if catalogue_queries.is_used(revision):
            words = f"thiếu tệp của {revision.code} từ {revision.valid_from}: bản này đã có hồ sơ"
            report.problems.append(Problem("procedures", 1, 1, words))
        else:
            report.removed.append(revision.code)
            revision.delete()


def _mark(folder: Path) -> None:
    """Another digest makes every process forget what it keeps of procedures."""
    digest = kinds.digest(files(folder))
    if not stamps.is_loaded("procedures", digest):
        stamps.stamp("procedures", digest=digest)
