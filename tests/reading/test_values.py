"""Names and numbers held against each other, as people and scanners write them."""

import pytest

from appealdesk.reading.values import is_same_name, name_in, normal_name, number_in


@pytest.mark.parametrize(
    "name",
    ["Ana Diaz", "DIAZ, ANA", "A. Díaz", "Ana María Díaz", "Mrs. Ana Diaz-Lopez", "Diaz", ""],
)
def test_one_person_has_many_ways_to_be_written(name: str) -> None:
    assert is_same_name("Ana Díaz", name)


@pytest.mark.parametrize("name", ["John Smith", "Juan Diaz", "Ana Smith"])
def test_another_person_is_another_person(name: str) -> None:
    assert not is_same_name("Ana Díaz", name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Eva M\u00fcller", "Mueller, Eva"),
        ("de la Cruz, Ana", "Ana Delacruz"),
        ("Maria Garcia Lopez", "GARCIA, MARIA"),
        ("Ruiz Ortega, Maria", "Maria Ortega"),
        ("Mary-Ann Smith-Jones", "Maryann Jones"),
        ("Maria Delgado", "MARLA DELGAD0"),  # as a scanner reads it
        ("S\u00f8ren \u0141ukas", "Soren Lukas"),
        ("Thanh Van Do", "DO, THANH VAN"),
        ("John Smith", "SMITH, JOHN, MD"),
    ],
)
def test_accents_particles_and_scanners_make_no_other_person(one: str, other: str) -> None:
    assert is_same_name(one, other)
    assert is_same_name(normal_name(one), normal_name(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kim Do", "Kim Nguyen"), ("Kelly Prior", "Kelly Review"), ("Maria Delgado", "Mario Delgado")],
)
def test_a_surname_that_is_also_a_degree_or_a_word_still_counts(one: str, other: str) -> None:
    assert not is_same_name(one, other)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Kim Do  DOB 3/4/1961", "Kim Do"),
        ("Do, Thanh", "Do, Thanh"),
        ("Jean-Luc de la Cruz", "Jean-Luc de la Cruz"),
        ("de la Cruz, Ana", "de la Cruz, Ana"),
        ("June Carter", "June Carter"),
        ("ANA MARIA DIAZ DE LA CRUZ", "ANA MARIA DIAZ DE LA CRUZ"),
        ("Van Nguyen", "Van Nguyen"),
        ("THANH VAN DO", "THANH VAN DO"),
        ("Maria Lopez de", "Maria Lopez"),
        ("Jane Miller DO", ""),
        ("Jane Miller, MD", ""),
        ("Cedar Ridge External Review", ""),
        ("June 5", ""),
        ("Please Sign Here", ""),
        ("de la", ""),
    ],
)
def test_a_name_is_read_as_it_is_printed_and_a_doctor_is_no_patient(value: str, name: str) -> None:
    assert name_in(value) == name


@pytest.mark.parametrize(
    "value", ["800-555-1212", "(800) 555-1212", "1 800 555 0142", "+1 207 555 0188", "207.555.0188"]
)
def test_a_telephone_number_is_no_member_number(value: str) -> None:
    assert number_in(value) == ""
