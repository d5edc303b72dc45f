"""What stands on the 40 pages of the sample's office chart. Fiction from the first line to the last.

Each page is (bookmark level, bookmark title or None, page title, text). In a text, a line that begins
with "# " is a heading, "- " a list item, "| a | b |" a table row; the rest are paragraphs.
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChartPage:
    """One page; ``level`` 0 opens a chapter of bookmarks, 1 stands under it, None has no mark."""

    title: str
    text: str
    mark: str | None = None
    level: int = 0


def _visit(day: str, pages: tuple[str, ...]) -> Iterator[ChartPage]:
    names = ("History", "Examination", "Assessment and plan")
    if len(pages) == 2:
        names = ("History and examination", "Assessment and plan")
    for number, (name, text) in enumerate(zip(names, pages, strict=True)):
        yield ChartPage(
            f"Office visit {day} \u2013 {name}", text, f"Visit of {day}" if number == 0 else None, 1
        )


_EXAM = "| Test | Right | Left |\n"

COVER = """
# Copy of the medical record
Patient: Maria Delgado, born March 14, 1981. Chart number 20618.
Released to the patient at her request on September 21, 2026. 40 pages.
# What is in this copy
| Pages | Contents |
| 2-3 | Problem list, medicines |
| 4-8 | Visits of May 12 and May 26, 2026 |
| 9-10 | X-ray report, referral to physical therapy |
| 11-13 | Visit of June 22, telephone note of July 6, 2026 |
| 14-18 | Visit of July 20, nerve test order, telephone note of August 5, 2026 |
| 19-22 | Visit of August 21, 2026, and MRI order |
| 23-25 | Authorization request of August 24, 2026 |
| 26-28 | Visit of September 18, 2026, and disability score |
| 29-30 | Laboratory |
| 31-37 | Earlier care |
| 38-40 | Flow sheets, statement of the record keeper |
"""

PROBLEMS = """
# Active problems
| Problem | Code | Since |
| Radiculopathy, lumbar region, left | M54.16 | May 12, 2026 |
| Weakness of the left foot | - | July 20, 2026 |
| Seasonal allergic rhinitis | - | 2012 |
# Resolved
| Problem | Until |
| Ankle sprain, right | 2019 |
# Never present in this patient
Cancer, long-term steroid use, osteoporosis, intravenous drug use, spine surgery.
# Care team
| Anne Whitlock, MD | Family medicine, this office |
| Tomas Reyes, DPT | Lakeside Physical Therapy |
| Samuel Okafor, MD | Fairhollow Nerve and Muscle Laboratory |
"""

MEDICINES = """
# Medicines for the back and leg, 2026
| Medicine | Dose | Start | Stop | Result |
| Naproxen | 500 mg twice a day | May 12 | June 22 | Little relief; stomach pain |
| Cyclobenzaprine | 5 mg at night | May 26 | June 9 | Too sleepy at work |
| Meloxicam | 15 mg once a day | June 22 | continues | Some relief of back pain, none of leg pain |
# Other medicines
| Loratadine | 10 mg in spring | 2012 | continues | Works well |
# Allergies
No known drug allergy. Stomach pain with naproxen (June 2026).
"""

VISIT_1 = (
    """
# Why she came
Low back pain running into the left leg, since she lifted a bag of soil in her garden a week ago (May 5, 2026).
# History
Ms. Delgado is 45 and works as a school librarian. On May 5 she lifted a bag of soil and felt a sharp
pain in the lower back. Since May 7 the pain runs from the left buttock down the outer side of the calf to the
top of the left foot. It is worse with sitting and bending, better lying down.
Pain: 6 of 10 on average, 8 of 10 at worst. She can sit for about 30 minutes.
# Asked and denied
No fever, no weight loss, no numbness around the seat, no trouble with bladder or bowels, no fall.
""",
    """
# Vital signs
Blood pressure 122/76, pulse 72, temperature 98.2 F.
# Back
Tender on the left beside L4 and L5. Bending forward stops at 50 degrees.
# Nerves of the legs
"""
    + _EXAM
    + """| Lifting the foot (ankle dorsiflexion) | 5 of 5 | 5 of 5 |
| Lifting the great toe | 5 of 5 | 5 of 5 |
| Pushing the foot down | 5 of 5 | 5 of 5 |
| Knee reflex | 2+ | 2+ |
| Ankle reflex | 2+ | 2+ |
| Feeling, top of the foot | normal | normal |
| Straight leg raise | free to 80 degrees | pain to the calf at 60 degrees |
Strength is full today. Gait is normal, heel walking is possible on both sides.
""",
    """
# Assessment
Acute low back pain with left leg pain, M54.16. No red flags. No imaging is needed today.
# Plan
- Naproxen 500 mg twice a day with food.
- Stay active; no lifting over 10 pounds.
- Home exercises 1 to 4 shown and given on paper, twice a day.
- Blood tests to be safe.
- Back in two weeks, at once if the leg gets weak or the bladder fails.
Signed: Anne Whitlock, MD, May 12, 2026
""",
)

VISIT_2 = (
    """
# History
Two weeks of naproxen and home exercises. Exercises done every day by her own account. Pain 7 of 10 on average,
the leg now hurts more than the back. She wakes twice a night.
# Examination
"""
    + _EXAM
    + """| Lifting the foot | 5 of 5 | 5 of 5 |
| Lifting the great toe | 5 of 5 | 5 of 5 |
| Feeling, top of the foot | normal | slightly less |
| Straight leg raise | free | pain to the calf at 50 degrees |
""",
    """
# Assessment
Left lumbar radiculopathy, M54.16, not better after two weeks.
# Plan
- X-ray of the lumbar spine.
- Physical therapy, two visits a week for six weeks, at Lakeside Physical Therapy.
- Go on with naproxen. Cyclobenzaprine 5 mg at night.
- Back in four weeks.
Signed: Anne Whitlock, MD, May 26, 2026
""",
)

XRAY = """
# Lumbar spine, two views, May 28, 2026
Fairhollow Radiology. Ordered by Anne Whitlock, MD. Reason: left leg pain for three weeks.
# Findings
Five lumbar vertebrae in line. Heights of the vertebrae are kept. Mild narrowing of the disc space at L4-L5.
No fracture, no slip, no bone destruction.
# Impression
Mild L4-L5 disc space narrowing. Otherwise normal. Discs and nerves cannot be judged on X-ray.
Signed: Helen Marsh, MD, radiology, May 28, 2026
"""

REFERRAL = """
# Referral to physical therapy, May 26, 2026
To: Lakeside Physical Therapy, Tomas Reyes, DPT.
Diagnosis: left lumbar radiculopathy, M54.16.
Please evaluate and treat, two visits a week for six weeks: directional exercises, nerve glides, core
strength, home program. Please tell us at once of any new weakness.
Signed: Anne Whitlock, MD
"""

VISIT_3 = (
    """
# History
Three weeks of physical therapy, six visits so far, none missed. Back pain a little better, leg pain the same: 6 of 10.
Stomach pain after each dose of naproxen since about June 15.
# Examination
"""
    + _EXAM
    + """| Lifting the foot | 5 of 5 | 5 of 5 |
| Lifting the great toe | 5 of 5 | 5- of 5 |
| Feeling, top of the foot | normal | less |
| Straight leg raise | free | pain to the calf at 45 degrees |
""",
    """
# Assessment
Left lumbar radiculopathy, leg pain unchanged by nearly six weeks of anti-inflammatory medicine. Side effect of naproxen.
# Plan
- Stop naproxen (stomach pain). Begin meloxicam 15 mg once a day.
- Finish the six weeks of physical therapy.
- Back when therapy ends, sooner if weaker.
Signed: Anne Whitlock, MD, June 22, 2026
""",
)

PHONE_1 = """
# Telephone note, July 6, 2026, 4:10 pm
Ms. Delgado calls. Leg pain 7 of 10, wakes her three times a night. She has caught her left toes on the stairs twice this
week. No bladder or bowel trouble. Told to come at once if that changes. Therapy ends July 13. Visit booked for July 20.
Taken by: R. Lund, RN. Read by: Anne Whitlock, MD
"""

VISIT_4 = (
    """
# History
Therapy ended July 13 after six weeks and 12 visits. Leg pain 7 of 10. New since about July 1: the left toes
catch on stairs, twice she nearly fell. Sits for 15 minutes at most. Home program done daily since therapy ended, log kept.
Meloxicam daily: back pain somewhat better, leg pain not.
# Asked and denied
No numbness around the seat, no trouble with bladder or bowels, no fever, no weight loss.
""",
    """
# Nerves of the legs
"""
    + _EXAM
    + """| Lifting the foot (ankle dorsiflexion) | 5 of 5 | 4+ of 5, new |
| Lifting the great toe | 5 of 5 | 4 of 5, new |
| Pushing the foot down | 5 of 5 | 5 of 5 |
| Knee reflex | 2+ | 2+ |
| Ankle reflex | 2+ | 2+ |
| Feeling, top of the foot | normal | clearly less |
| Straight leg raise | free | pain to the foot at 40 degrees |
Heel walking on the left is weak. This is a change from full strength on May 12, 2026.
""",
    """
# Assessment
Left L5 radiculopathy with NEW weakness after ten weeks of treatment, six of them supervised therapy.
# Plan
- Nerve conduction study and EMG of the left leg.
- Go on with meloxicam and the home program every day.
- Fall precautions on stairs.
- If the nerve test confirms the level, MRI of the lumbar spine to plan treatment.
Signed: Anne Whitlock, MD, July 20, 2026
""",
)

EMG_ORDER = """
# Order, July 20, 2026
Nerve conduction study and EMG, left leg. Fairhollow Nerve and Muscle Laboratory, Samuel Okafor, MD.
Question: L5 root, or the peroneal nerve at the knee? New weakness in lifting the foot and the great toe.
Signed: Anne Whitlock, MD
"""

PHONE_2 = """
# Telephone note, August 5, 2026, 9:30 am
Result of the EMG of August 3 received and read to the patient: active left L5 radiculopathy; no sign of a
peroneal nerve lesion at the knee. Weakness about the same by her account. Visit booked for August 21.
Anne Whitlock, MD
"""

VISIT_5 = (
    """
# History
Fifteen weeks since the pain began. Home program daily since July 14 (log seen, four weeks on paper and going on).
Leg pain 7 of 10, worst 9. Sits 10 to 15 minutes, works standing. Falls: one, on stairs, August 12, no injury.
# Asked and denied
No numbness around the seat, no trouble with bladder or bowels, no fever, no weight loss.
""",
    """
# Nerves of the legs
"""
    + _EXAM
    + """| Lifting the foot (ankle dorsiflexion) | 5 of 5 | 4 of 5 |
| Lifting the great toe | 5 of 5 | 4 of 5 |
| Pushing the foot down | 5 of 5 | 5 of 5 |
| Knee reflex | 2+ | 2+ |
| Ankle reflex | 2+ | 2+ |
| Feeling, top of the foot | normal | clearly less |
| Straight leg raise | free | pain to the foot at 35 degrees |
Foot lift is weaker than on July 20 (4+ of 5). Cannot walk on the left heel.
""",
    """
# Assessment
Left L5 radiculopathy, M54.16, proven by EMG, with weakness that grows in spite of 15 weeks of treatment.
# Plan
- MRI of the lumbar spine without contrast (CPT 72148).
- The MRI decides between an injection at the L5 root, referral to a spine surgeon, and looking elsewhere.
- Go on with meloxicam and the home program.
Signed: Anne Whitlock, MD, August 21, 2026
""",
)

MRI_ORDER = """
# Imaging order, August 21, 2026
MRI of the lumbar spine without contrast, CPT 72148. Diagnosis M54.16, radiculopathy, lumbar region; left leg.
Question: is the left L5 root pressed, at which level and by what? Candidate for root injection or surgery.
Facility: Fairhollow Radiology. Signed: Anne Whitlock, MD
"""

FAX_COVER = """
# Fax, August 24, 2026
To: Northfield Health Plan, Utilization Management. From: Fairhollow Family Medicine.
Re: Maria Delgado, member NHP-447188290. Request for authorization, MRI lumbar spine, CPT 72148.
# Pages in this fax
| This cover | 1 page |
| Request form | 1 page |
| Office visit note of May 12, 2026 | 3 pages |
| Total | 5 pages |
"""

REQUEST_FORM = """
# Request for authorization
| Member | Maria Delgado, NHP-447188290 |
| Service | MRI of the lumbar spine without contrast, CPT 72148 |
| Diagnosis | M54.16 |
| Ordered by | Anne Whitlock, MD |
| Kind of request | Standard |
| Records enclosed | Visit note of May 12, 2026 |
Filled in by: front desk, August 24, 2026
"""

FAX_PROOF = """
# Transmission report
| Date and time | August 24, 2026, 2:41 pm |
| Sent to | Northfield Health Plan, Utilization Management |
| Pages | 5 of 5 |
| Result | OK |
# Note added September 10, 2026
The fax of August 24 held only the visit note of May 12. The therapy notes, the EMG and the visits of June 22, July 20 and
August 21 were not sent. R. Lund, RN
"""

VISIT_6 = (
    """
# History
Denial letter of September 8 discussed. Leg pain 7 of 10. Works half days since September 1. Second near-fall September 14.
# Nerves of the legs
"""
    + _EXAM
    + """| Lifting the foot (ankle dorsiflexion) | 5 of 5 | 4- of 5 |
| Lifting the great toe | 5 of 5 | 4- of 5 |
| Pushing the foot down | 5 of 5 | 5 of 5 |
| Feeling, top of the foot | normal | absent at the first web space |
| Straight leg raise | free | pain to the foot at 35 degrees |
Weaker than on August 21 (4 of 5).
""",
    """
# Assessment
Left L5 radiculopathy with progressive weakness: 5 of 5 in May, 4+ in July, 4 in August, 4- in September.
# Plan
- Letter of medical necessity for the appeal.
- MRI as ordered. Spine surgeon asked to see her as soon as the MRI is there.
- Ankle brace for stairs.
- Emergency room at once for bladder or bowel trouble or sudden foot drop.
Signed: Anne Whitlock, MD, September 18, 2026
""",
)

SCORE = """
# Oswestry Disability Index
| Date | Where | Score | Meaning |
| June 1, 2026 | Lakeside Physical Therapy | 46 % | severe |
| July 13, 2026 | Lakeside Physical Therapy | 44 % | severe |
| September 18, 2026 | this office | 52 % | severe |
A change of 10 points or more counts as real for the patient. Therapy brought 2 points; since then she has lost 8.
"""


def _lab(day: str, rows: str) -> str:
    return f"# Laboratory report, {day}\n| Test | Result | Normal |\n{rows}"


def _plain(title: str, *lines: str) -> str:
    return f"# {title}\n" + "\n".join(lines)


def chart_pages() -> tuple[ChartPage, ...]:
    """The 40 pages in order."""
    pages = (
        ChartPage("Copy of the record", COVER, "Index of this copy"),
        ChartPage("Problem list", PROBLEMS, "Problems and medicines"),
        ChartPage("Medicine list", MEDICINES),
        *_first(_visit("May 12, 2026", VISIT_1), "Visits and tests, 2026"),
        *_visit("May 26, 2026", VISIT_2),
        ChartPage("X-ray report", XRAY, "X-ray of May 28, 2026", 1),
        ChartPage("Referral", REFERRAL, "Referral to physical therapy", 1),
        *_visit("June 22, 2026", VISIT_3),
        ChartPage("Telephone note", PHONE_1, "Telephone note of July 6, 2026", 1),
        *_visit("July 20, 2026", VISIT_4),
        ChartPage("Order", EMG_ORDER, "Order for nerve test", 1),
        ChartPage("Telephone note", PHONE_2, "Telephone note of August 5, 2026", 1),
        *_visit("August 21, 2026", VISIT_5),
        ChartPage("Imaging order", MRI_ORDER, "MRI order", 1),
        ChartPage("Fax cover", FAX_COVER, "Authorization request of August 24, 2026", 1),
        ChartPage("Authorization request", REQUEST_FORM),
        ChartPage("Transmission report", FAX_PROOF),
        *_visit("September 18, 2026", VISIT_6),
        ChartPage("Disability score", SCORE, "Disability score", 1),
        ChartPage(
            "Laboratory",
            _lab(
                "May 13, 2026",
                "| White cells | 6.4 | 4.0-11.0 |\n| Hemoglobin | 13.6 | 12.0-15.5 |\n"
                "| Platelets | 248 | 150-400 |\n| Sedimentation rate | 8 mm/h | under 20 |\n"
                "| C-reactive protein | 1.2 mg/L | under 5 |\nNo sign of infection or inflammation.",
            ),
            "Laboratory",
        ),
        ChartPage(
            "Laboratory",
            _lab(
                "February 9, 2026",
                "| Glucose | 88 | 70-99 |\n| Creatinine | 0.8 | 0.5-1.1 |\n| Calcium | 9.4 | 8.6-10.2 |\n"
                "| Vitamin B12 | 512 | 200-900 |\n| TSH | 1.9 | 0.4-4.0 |\nAll normal.",
            ),
        ),
        *_earlier(),
        *_flow(),
        ChartPage(
            "Statement of the record keeper",
            _plain(
                "Statement",
                "These 40 pages are a true copy of the record of Maria Delgado, made in the ordinary",
                "course of care. Entries stand as they were written on their dates; nothing was changed",
                "after the denial. The note of September 10, 2026, on page 25 is marked as added.",
                "Signed: P. Hale, health records, September 21, 2026",
            ),
            "Statement of the record keeper",
        ),
    )
    if len(pages) != 40:
        raise AssertionError(len(pages))
    return pages


def _first(pages: Iterator[ChartPage], chapter: str) -> Iterator[ChartPage]:
    """The pages with a chapter opened on the first of them."""
    for page in pages:
        mark = f"{chapter}\n{page.mark}" if page.mark else None
        yield ChartPage(page.title, page.text, mark, page.level)


def _earlier() -> Iterator[ChartPage]:
    yield ChartPage(
        "Yearly visit February 9, 2026 \u2013 History",
        _plain("History", "Well. No back pain, now or in the past. Walks two miles a day."),
        "Earlier care\nYearly visit of February 9, 2026",
        1,
    )
    yield ChartPage(
        "Yearly visit February 9, 2026 \u2013 Examination",
        "# Examination\nHeart, lungs and belly normal.\n# Nerves of the legs\n"
        + _EXAM
        + "| Lifting the foot | 5 of 5 | 5 of 5 |\n| Lifting the great toe | 5 of 5 | 5 of 5 |\n"
        "| Ankle reflex | 2+ | 2+ |\nGait normal on heels and toes.",
    )
    yield ChartPage(
        "Yearly visit February 9, 2026 \u2013 Plan",
        _plain("Plan", "- Blood tests as listed.", "- Mammogram in spring.", "- Back in a year."),
    )
    yield ChartPage(
        "Yearly visit February 11, 2025",
        _plain("History and examination", "Well. No complaint. Examination normal, gait normal."),
        "Yearly visit of February 11, 2025",
        1,
    )
    yield ChartPage(
        "Yearly visit February 11, 2025 \u2013 Plan",
        _plain("Plan", "- Tetanus booster given.", "- Back in a year."),
    )
    yield ChartPage(
        "Immunizations",
        "# Immunizations\n| Vaccine | Date |\n| Tetanus, diphtheria, pertussis | February 11, 2025 |\n"
        "| Influenza | October 6, 2025 |\n| Hepatitis B, third dose | 2003 |",
        "Immunizations",
        1,
    )
    yield ChartPage(
        "Family and social history",
        _plain(
            "Family",
            "Mother: high blood pressure. Father: well.",
            "# Social",
            "School librarian. Does not smoke. Wine twice a month. Two children.",
        ),
        "Family and social history",
        1,
    )


def _flow() -> Iterator[ChartPage]:
    days = ("Feb 9", "May 12", "May 26", "Jun 22", "Jul 20", "Aug 21", "Sep 18")
    pressure = ("118/74", "122/76", "124/78", "120/76", "126/80", "128/80", "126/78")
    rows = "".join(
        f"| {d} | {p} | {72 + n} |\n" for n, (d, p) in enumerate(zip(days, pressure, strict=True))
    )
    yield ChartPage(
        "Flow sheet: vital signs, 2026",
        "# Vital signs\n| Date | Blood pressure | Pulse |\n" + rows,
        "Flow sheets",
    )
    foot = ("5", "5", "5", "5", "4+", "4", "4-")
    toe = ("5", "5", "5", "5-", "4", "4", "4-")
    pain = ("0", "6", "7", "6", "7", "7", "7")
    rows = "".join(
        f"| {d} | {a} of 5 | {b} of 5 | {c} |\n"
        for d, a, b, c in zip(days, foot, toe, pain, strict=True)
    )
    yield ChartPage(
        "Flow sheet: left leg, 2026",
        "# Left leg\n| Date | Lifting the foot | Lifting the great toe | Pain, 0 to 10 |\n" + rows,
    )
