"""Letters as insurers write them; every person, company and number is made up."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfgen import canvas

CLASSIC = [
    """Harbor Mutual Health Insurance Company
P.O. Box 1200, Lakeport
March 10, 2026

Mr. Thomas A. Reed
9 Pine Court
Lakeport

RE: Adverse Benefit Determination
Member Name: Thomas A. Reed
Member ID#: HMX 4471 88290
Group No.: 001234
Claim Number: 26-069-118820
Date(s) of Service: 02/28/2026
Service: Ultrasound guided injection, right shoulder (CPT 20611)
Diagnosis Code: M75.41
Requesting Provider: Ellen Voss, MD

Dear Mr. Reed:

We have reviewed the request for an ultrasound guided injection. We are unable to approve it. The
clinical information submitted does not meet our criteria for medical necessity. The notes do not
document that physical therapy was tried and failed. This is not a denial of care by your doctor.

You have the right to appeal this decision. You must send your appeal within one hundred eighty
(180) days of the date of this letter. We will decide within 30 days.

Mail your appeal to:
Harbor Mutual, Appeals Unit
P.O. Box 99
Lakeport
Fax: 207-555-0188

Sincerely,
R. Field, Medical Director
Harbor Mutual Health Insurance Company
"""
]

OCR = [
    """Northwind Care Plan
Notice of Denia1
Date of Notice; July 06, 2026
Mernber Name; OKONKWO, ADA
Mernber lD; NW-88120-7734
C1aim No. : CLM2026.55102
Service Denied: Physica1 therapy, 12 visits
Reason for denial: Services are not
medica1ly necessary. There is no measurable functional improvement, and the patient has
reached a plateau.
You may ask for an appeal. The appeal must be received by us no later than January 2, 2027.
"""
]

EOB = [
    """EXPLANATION OF BENEFITS
THIS IS NOT A BILL
Cedar Valley Health Plan
Date Processed: 09/14/2026
Subscriber: Ines Marlow
Patient: Leo Marlow
Subscriber ID: CVH99120443
Claim ID: E26257-0091

Service Date CPT Code Amount Billed Allowed You May Owe Reason Code
08/02/2026 97110 $240.00 $0.00 $240.00 CO-50
08/09/2026 97140 $180.00 $0.00 $180.00 CO-50

CO-50 These are non-covered services because this is not deemed a medical necessity by the payer.
If you disagree you may file an appeal within 12 months of the date on this notice.
"""
]

TABLE = [
    """Juniper Advantage (HMO)
Notice of Denial of Medical Coverage
Date: 2026-04-02
Name Member Number
Rosa Whitfield 1EG4TE5MK72
We denied the medical services listed below:
Walker with seat, HCPCS E0143
Why did we deny your request? We denied the walker because the records do not show that a cane or
a standard walker would not be enough for you at home.
You must ask for an appeal within 65 calendar days of the date of this notice.
"""
]

STACKED = [
    """Granite State Benefits
Determination Date
May 12, 2026
Patient Name
Samir Haddad
Member Number
GSB4410092
Reference Number
AUTH-7781204
Requested Service
Residential treatment, 28 days
Decision
Denied. Care could be safely provided at a lower level of care.
"""
]

COLUMNS = [
    """Bluestem Health | Utilization Review
Patient: Mei Tanaka | DOB: 04/17/1990 | ID: BSH771203 | Case No. 5520117
**Letter Date:** June 3, 2026 **Plan Name:** Bluestem Silver Network
Your request for genetic testing for inherited cardiac disease was denied. The test is considered
experimental or investigational for your condition.
\u2022 The policy GEN-12 requires a first degree relative with a known variant.
\u2022 The information submitted does not include a family history.
Appeal Deadline: November 30, 2026
"""
]

REDACTED = [
    """Some Health Plan
Member: XXXX
Member ID: XXXXXX1234
Claim Number: **********
Call 1-800-555-0100 with your member ID ready. Your claim number is on your card.
Dear Member:
The service was not authorized.
"""
]

DOCTOR_NOTE = [
    """Lakeside Orthopedics
OFFICE VISIT
Patient: Reed, Thomas A   DOB: 11/02/1968   MRN: 5512908
Visit Date: 02/20/2026   Provider: Ellen Voss, MD
Chief complaint: right shoulder pain for 4 months.
Assessment: impingement syndrome of right shoulder, M75.41.
Plan: injection 20611.
Electronically signed by Ellen Voss, MD on 02/20/2026
"""
]

PHRASES = {
    "nmn_general": ("not medically necessary", "criteria for medical necessity",
                    "not deemed (a) medical necessity"),
    "conservative_care": ("physical therapy ... tried and failed",),
    "therapy_no_progress": ("no (measurable/significant) functional improvement", "has plateaued"),
    "experimental": ("experimental or investigational",),
    "level_of_care": ("lower level of care",),
}  # fmt: skip


def printed(path: Path, pages: Sequence[str]) -> Path:
    """A PDF of these pages, line by line as they stand here."""
    pen = canvas.Canvas(str(path), pagesize=(612, 792), invariant=1)
    for page in pages:
        pen.setFont("Helvetica", 10)
        for number, line in enumerate(page.split("\n")):
            pen.drawString(54, 740 - 14 * number, line.replace("\u2022", "-"))
        pen.showPage()
    pen.save()
    return path
