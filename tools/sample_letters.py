"""The words of the sample's letters and sheets. Fiction from the first line to the last.

A block that begins with "# " is a heading, "> " is set in, "| " keeps its lines.
"""

DENIAL = (
    """
| September 8, 2026

| Maria Delgado
| 48 Miller Street
| Fairhollow

| <b>Member ID:</b> NHP-447188290 &nbsp;&nbsp; <b>Group:</b> 88213 &nbsp;&nbsp; <b>Plan:</b> Northfield Choice PPO
| <b>Reference number:</b> PA-2026-0093317
| <b>Service requested:</b> MRI of the lumbar spine without contrast, CPT 72148
| <b>Diagnosis on the request:</b> M54.16 &nbsp;&nbsp; <b>Requested by:</b> Anne Whitlock, MD
| <b>Request received:</b> August 24, 2026

# Notice of denial: this service is not approved

Dear Ms. Delgado,

We looked at the request named above. We cannot approve it, because the service is not medically necessary under Northfield
Imaging Guideline NIG-SP-04, Spine Imaging, section 2.1. Our reviewer gave these reasons:

> <b>Reason 1.</b> The records sent to us do not show that six (6) weeks of provider-directed conservative treatment, such as
physical therapy, a home exercise program, or anti-inflammatory medicine, were completed within the three (3) months before
the request.

> <b>Reason 2.</b> The notes sent to us do not document an objective neurologic deficit on examination, and they do not explain
how the result of the MRI would change your treatment.

We looked at the request form and one office note dated May 12, 2026. No other records came with the request.

This decision is about coverage only. You and your doctor decide about your care.
""",
    """
# What the guideline asks for

> Section 2.1. MRI of the lumbar spine for low back pain with leg pain is medically necessary when ALL of these are met:

> (a) six weeks of provider-directed conservative treatment within the three months before the request have not brought
enough relief;

> (b) an examination documents an objective neurologic deficit, or symptoms that get worse; and

> (c) the result is expected to change treatment, for example by planning an injection or surgery.

# Your right to appeal

You may ask us to look at this decision again. This is a first level internal appeal. We must receive it within 180 days after
you receive this notice. You may send letters, records, test results and anything else that you want us to consider. A
clinician who took no part in this decision will look at all of it. We answer within 30 days when the service has not been
given yet.

Send your appeal to:

| Northfield Health Plan, Appeals and Grievances
| P.O. Box 4410, Fairhollow
| Fax: (207) 555-0142

You may ask, free of charge, for copies of the guideline and of everything that we used to decide. If waiting could seriously
harm your health, you or your doctor may ask for a fast appeal at (207) 555-0140. If the appeal is denied, you may
have the right to an external review.

Sincerely,

| Utilization Management
| Northfield Health Plan
""",
)

LETTER = (
    """
| September 22, 2026

| Northfield Health Plan, Appeals and Grievances
| P.O. Box 4410, Fairhollow

| <b>Re:</b> Maria Delgado, born March 14, 1981, member NHP-447188290, reference PA-2026-0093317
| MRI of the lumbar spine without contrast, CPT 72148. Diagnosis M54.16. Denied September 8, 2026

# Letter of medical necessity

To the medical director:

I am a family physician, certified by my board, and have treated Ms. Delgado since 2012. I ask you to approve the MRI of her lumbar
spine. She has a left L5 radiculopathy, proven by EMG, and her left foot is getting weaker in spite of supervised treatment. The
request of August 24 went out with a single early note; the records that answer your reasons are enclosed now.

<b>Course.</b> On May 5, 2026, she lifted a bag of soil. Pain has run from the lower back to the top of the left foot since May 7. On May 12
strength was full. It is not any more.

<b>Findings in my office, left leg.</b> Lifting the foot: 5 of 5 on May 12, 4+ on July 20, 4 on August 21, 4- on September 18. Lifting the
great toe: 5 of 5 on May 12, 4- on September 18. Feeling in the first web space is absent. Straight leg raise brings the pain at 35
degrees; it was 60 in May. She has fallen once.

<b>Nerve test.</b> EMG of August 3 by Dr. Okafor: active denervation in muscles served by the left L5 root; no peroneal nerve lesion.

<b>Treatment so far.</b> Naproxen 500 mg twice a day, May 12 to June 22, stopped for stomach pain. Meloxicam 15 mg a day since June 22.
Twelve visits of physical therapy in six weeks, June 1 to July 13; the disability score went from 46 to 44 percent, which is no
real change. A daily home program since July 14. None of these relieved the leg pain or stopped the weakness.
""",
    """
# What the MRI will decide

<b>If it shows a disc or a narrow canal pressing on the left L5 root,</b> I will refer her to a spine surgeon within the week. With weakness that
grows, an operation is a real choice; a root injection at the level shown is the other one. Neither can be planned without
the picture: the level, the side and the cause must be known.

<b>If it shows no pressure on the root,</b> there will be no surgery and no injection. I will look for another cause of the weakness and send
her to a neurologist.

<b>Other ways considered.</b> An X-ray was done on May 28 and cannot show discs or nerves. CT shows nerve roots less well and uses radiation.
More weeks of therapy would let the weakness go on; foot drop may not come back once it is complete.

# Your guideline, and the radiologists'

Her case meets all three points of section 2.1 of NIG-SP-04: six weeks of directed treatment between June 1 and July 13, objective
weakness that grows, and a result that sets the treatment. The Appropriateness Criteria of the American College of
Radiology for low back pain (2021 update, variant 3: candidate for surgery or intervention, symptoms that persist
or progress during or after six weeks of optimal medical management) rate this study as usually appropriate.

# Statement

I examined Ms. Delgado on September 18, 2026. The MRI is necessary for this patient, the alternatives were considered, and the
result will change her treatment as written above. I am glad to speak with your reviewer: (207) 555-0117.

| Sincerely,

(signature)

| Anne Whitlock, MD, Family Medicine
| Signed September 22, 2026
""",
)

EMG_NERVES = [
    ["Nerve, left", "Site", "Latency ms", "Amplitude", "Velocity m/s"],
    ["Peroneal motor", "ankle", "4.6", "2.1 mV (low)", ""],
    ["Peroneal motor", "below knee", "11.2", "2.0 mV", "47"],
    ["Peroneal motor", "above knee", "13.3", "2.0 mV", "48"],
    ["Tibial motor", "ankle", "4.4", "9.8 mV", ""],
    ["Tibial motor", "knee", "12.6", "8.9 mV", "49"],
    ["Superficial peroneal", "sensory", "2.9", "14 uV", "52"],
    ["Sural", "sensory", "3.2", "17 uV", "51"],
]

EMG_NEEDLE = [
    ["Muscle, left", "Root", "Fibrillation", "Motor units"],
    ["Tibialis anterior", "L4 L5", "2+", "reduced"],
    ["Extensor hallucis longus", "L5", "2+", "reduced"],
    ["Tibialis posterior", "L5", "2+", "reduced"],
    ["Gluteus medius", "L5", "1+", "reduced"],
    ["Gastrocnemius", "S1", "0", "normal"],
    ["Vastus medialis", "L3 L4", "0", "normal"],
    ["Paraspinal, low lumbar", "L5", "1+", "-"],
]

EMG_WORDS = (
    "# Findings",
    (
        "Velocity of the peroneal nerve across the knee is normal and sensory answers are kept: the lesion lies at the root. Active loss of "
        "nerve supply in four L5 muscles served by three different nerves, and in the low lumbar paraspinal muscles."
    ),
    "# Impression",
    "1. Active left L5 radiculopathy. 2. No sign of a peroneal nerve lesion at the knee. 3. No sign of a general nerve disease.",
    "Imaging of the lumbar spine is advised to find the cause.",
    "Signed: Samuel Okafor, MD, August 3, 2026",
)

THERAPY = (
    """
# First evaluation, June 1, 2026
Referred by Anne Whitlock, MD, on May 26, 2026: two visits a week for six weeks.
Low back pain with left leg pain since May 7, 2026, after a lift. Medicine: naproxen 500 mg twice a day.
# Findings
| Pain, average | 7 of 10 |
| Sitting | 25 minutes |
| Walking | 15 minutes |
| Bending forward | 45 degrees, pain to calf |
| Strength, left foot lift | 5 of 5 |
| Oswestry score | 46 % (severe) |
# Goals in six weeks
1. Pain 3 of 10 or less. 2. Sitting 60 minutes. 3. Oswestry 26 % or less.
# Plan of care
Extension exercises, nerve glides, core strength, manual therapy, home exercises twice a day. Twelve visits, June 1 to July 13.
Signed: Tomas Reyes, DPT
""",
    """
# Visits
| Visit | Date | Minutes | Pain before |
| 1 | June 1, 2026 | 55 | 7 of 10 |
| 2 | June 4, 2026 | 45 | 7 of 10 |
| 3 | June 8, 2026 | 45 | 7 of 10 |
| 4 | June 11, 2026 | 45 | 6 of 10 |
| 5 | June 15, 2026 | 45 | 6 of 10 |
| 6 | June 18, 2026 | 45 | 6 of 10 |
| 7 | June 22, 2026 | 45 | 6 of 10 |
| 8 | June 25, 2026 | 45 | 7 of 10 |
| 9 | June 29, 2026 | 45 | 7 of 10 |
| 10 | July 2, 2026 | 45 | 7 of 10 |
| 11 | July 9, 2026 | 45 | 7 of 10 |
| 12 | July 13, 2026 | 50 | 7 of 10 |
Twelve visits planned, twelve kept, none missed. Home exercises reported done at every visit.
Signed: Tomas Reyes, DPT, July 13, 2026
""",
    """
# Progress note, June 22, 2026 (visit 7)
Back pain somewhat less, leg pain the same. Sitting 20 minutes. Does her home exercises twice a day.
| Measure | June 1 | June 22 | Goal |
| Pain, average | 7 of 10 | 6 of 10 | 3 of 10 |
| Sitting | 25 min | 20 min | 60 min |
| Bending forward | 45 deg | 50 deg | 80 deg |
Nerve glides brought tingling on top of the foot; made gentler. Manual therapy added.
Plan: finish the six weeks, then report to Dr. Whitlock.
Signed: Tomas Reyes, DPT
""",
    """
# Discharge summary, July 13, 2026 (visit 12)
Six weeks of therapy completed, June 1 to July 13, 2026. Twelve visits of twelve.
| Measure | June 1 | July 13 | Goal |
| Pain, average | 7 of 10 | 7 of 10 | 3 of 10 |
| Sitting | 25 min | 15 min | 60 min |
| Oswestry score | 46 % | 44 % | 26 % |
| Left foot lift | 5 of 5 | 4+ of 5 | 5 of 5 |
# Outcome
Goals not met. The change of 2 points in the Oswestry score is smaller than the 10 points that count as real.
The patient reports catching her left toes on stairs since about July 1. New weakness of the left foot seen today;
Dr. Whitlock told by telephone.
# Recommendation
More therapy is not expected to help before the cause is known. Go on with the home program. See the doctor.
Signed: Tomas Reyes, DPT, July 13, 2026
""",
    """
# Home program, given July 13, 2026
Every day, morning and evening. Stop and call if the foot gets weaker or if bladder or bowels change.
| Exercise | How often |
| 1 Press-up lying on the belly | 10 times |
| 2 Standing back bend | 10 times |
| 3 Nerve glide, gentle, left leg | 10 times |
| 4 Bridge | 2 times 10 |
| 5 Walking on level ground | 10 minutes |
Write down each day what you did and your worst pain from 0 to 10. Take the log to Dr. Whitlock.
Signed: Tomas Reyes, DPT
""",
)

LOG = (
    ("Home exercises and pain, 2026", "Maria Delgado   program from Tomas Reyes, July 13"),
    ("Day", "Exercises done", "Pain", "What happened"),
    ("July 14", "1 to 5, twice", "7", "woke 2 times"),
    ("July 15", "1 to 5, twice", "7", "toes caught"),
    ("July 16", "1 to 5, twice", "6", ""),
    ("July 17", "1 to 4, twice", "8", "too sore to walk"),
    ("July 18", "1 to 5, twice", "7", "sat 15 min"),
    ("July 19", "1 to 5, twice", "7", ""),
    ("July 20", "1 to 5, once", "8", "Dr. Whitlock"),
    ("July 21", "1 to 5, twice", "7", "woke 3 times"),
    ("July 22", "1 to 5, twice", "7", "toes caught"),
    ("July 23", "1 to 5, twice", "7", ""),
    ("July 24", "1 to 5, twice", "6", "sat 15 min"),
    ("July 25", "1 to 5, twice", "7", ""),
    ("July 26", "1 to 5, twice", "8", "nearly fell"),
    ("July 27", "1 to 5, twice", "7", "woke 2 times"),
)
