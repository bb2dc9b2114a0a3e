"""What the sample's notes after sessions say: lessons, and challenges."""

NOTES = (
    (
        "Cases from the department's own work held attention better than general ones.",
        "Half of those registered came from one division; others learned of it too late.",
    ),
    (
        "以本部門的個案作討論，學員較易投入。",
        "前線人員輪班工作，難以抽調半日出席。",
    ),
    (
        "A short quiz at the beginning showed which rules are least known.",
        "The link for joining from outside the office did not work for ten minutes.",
    ),
    (
        "先說明如何申報，再講解條文，問題較少。",
        "",
    ),
    (
        "Answering questions on outside work took most of the time: plan half an hour for it.",
        "",
    ),
)
