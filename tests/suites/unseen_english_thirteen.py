"""Forty-four statements by somebody who had never seen the reader, short ones: skin, music, parcels, houses, birds, alloys.
First reading: 35 right, 1 with another target, 0 guessed.
"""

from statement_suite import Case

TURBINE = (
    "turbine_id id; logged_at date; model category =V90,V112,E82,SWT; park constant; wind_speed number 0..35; "
    "rotor_rpm number 0..20; oil_temp number 10..95; vibration series; blade_photo image; technician_note text; "
    "-power_kw number 0..3500; -days_in_service integer 1..3000; -gearbox_failed boolean; "
    "-fault_type category =bearing,pitch,generator,converter"
)

DERM = (
    "lesion_id id; photo image; dermoscopy image; age integer 0..99; sex category =f,m; "
    "body_site category =face,trunk,arm,leg; diameter_mm number 1..60; family_history boolean; referral_letter text; "
    "itch_score integer 0..10; pain_score integer 0..10; severity category =clear,mild,moderate,severe; "
    "signs category =scaling,crust,redness,scaling|redness,crust|redness; malignant boolean; "
    "lab_result category =nevus,melanoma,keratosis,carcinoma"
)

STREAM = (
    "user_id id; signup_date date; plan category =free,student,family,premium; country category =us,uk,de,br; "
    "age integer 13..90; hours_per_week number 0..120; skips_per_hour number 0..60; playlists integer 0..900; "
    "last_ticket text; device category =ios,android,desktop,speaker; -months_subscribed integer 1..150; "
    "-churned boolean; -hours_next_month number 0..500"
)

PARCEL = (
    "parcel_id id; handed_over date; dest_lat latitude; dest_lon longitude; weight_kg number 0.1..70; "
    "length_cm number 5..240; carrier category =dhl,ups,gls,dpd; service category =economy,standard,express; "
    "label_photo image; declared_value number 0..5000; -transit_hours number 4..400; -shipping_cost number 2..180; "
    "-damaged boolean; -returned boolean"
)

HOUSE = (
    "listing_id id; lat latitude; lon longitude; facade image; description text; living_area number 18..600; "
    "rooms integer 1..14; year_built integer 1850..2024; heating category =gas,oil,district,heat_pump; "
    "agent category =north,harbor,keystone; energy_class category =A,B,C,D,E,F,G; asking_price number 40000..4000000; "
    "sale_price number 40000..4000000; monthly_rent number 250..9000; days_on_market integer 0..700"
)

BIRD = (
    "record_id id; call audio; photo image; field_note text; lat latitude; lon longitude; seen_on date; "
    "observer category =anna,bo,carl; species category =robin,wren,blackbird,siskin; "
    "behaviour category =singing,feeding,nesting,singing|nesting,feeding|nesting; wingspan_cm number 12..60; "
    "weight_g number 5..300; age_class category =juvenile,subadult,adult; ringed boolean"
)

COURSE = (
    "enrolment_id id; started date; lecture_clip video; forum_post text; topic category =python,design,finance,biology; "
    "level category =beginner,intermediate,advanced; videos_watched integer 0..200; quiz_average number 0..100; "
    "logins integer 0..500; price_paid number 0..900; country category =in,us,ng,pl; -completed boolean; "
    "-final_grade number 0..100; -stars integer 1..5"
)

ALLOY = (
    "sample_id id; micrograph image; spectrum vector; surface_scan points; anneal_temp number 200..1200; "
    "anneal_hours number 0.5..72; furnace category =F1,F2,F3; operator category =kim,lopez,weber; "
    "hardness_hv number 60..900; yield_mpa number 80..1800; tensile_mpa number 120..2200; "
    "corrosion_rate number 0..5; phases category =ferrite,austenite,martensite,ferrite|austenite,austenite|martensite; "
    "cracked boolean"
)

SEEN: tuple[Case, ...] = (
    # wind turbines
    Case(
        "english14-turbine-power",
        TURBINE,
        "Predict power output in kW. RMSE please.",
        "power_kw",
        "regression",
        "rmse",
    ),
    Case(
        "english14-turbine-fault",
        TURBINE,
        "Which fault is it? Macro F1, the pitch ones are rare. Don't use the technician's note, he writes the fault in there.",
        "fault_type",
        "multiclass",
        "f1_macro",
        without="technician_note",
    ),
    Case(
        "english14-turbine-gearbox",
        TURBINE,
        "We lost two gearboxes last winter and the insurer is not amused. Will the gearbox fail, yes or no? Only from the vibration signal. "
        "AUC. Has to answer in 15 ms on the edge box.",
        "gearbox_failed",
        "binary",
        "roc_auc",
        only="vibration",
        latency=15,
    ),
    Case(
        "english14-turbine-survival",
        TURBINE,
        "Time until gearbox failure, lots of turbines are still running so they're censored. Concordance index.",
        "days_in_service gearbox_failed",
        "survival",
        "c_index",
    ),
    Case(
        "english14-turbine-band",
        TURBINE,
        "For the grid operator: 10% and 90% quantiles of the power produced. Not the fault, that's another project.",
        "power_kw",
        "regression",
        "pinball",
        quantiles=(0.1, 0.9),
    ),
    # dermatology
    Case(
        "english14-derm-cancer",
        DERM,
        "Is the lesion malignant? ROC AUC. Leave out the lab result, it comes from the biopsy and gives the answer away.",
        "malignant",
        "binary",
        "roc_auc",
        without="lab_result",
    ),
    Case(
        "english14-derm-severity",
        DERM,
        "grade the severity from clear to severe, quadratic weighted kappa",
        "severity",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="clear mild moderate severe",
    ),
    Case(
        "english14-derm-signs",
        DERM,
        "Tag each picture with the signs that are visible, could be more than one. Micro F1. Just from the two images (photo, dermoscopy), nothing else.",
        "signs",
        "multilabel",
        "f1_micro",
        only="photo dermoscopy",
    ),
    Case(
        "english14-derm-itch",
        DERM,
        "How badly does it itch? MAE. The pain score was filled in on the same form so don't feed it in.",
        "itch_score",
        "regression",
        "mae",
        without="pain_score",
    ),
    Case(
        "english14-derm-lab",
        DERM,
        "I'm a dermatologist, not a programmer, sorry. I'd like to know what the lab will find, before they do: nevus, melanoma and so on. "
        "Balanced accuracy. Nobody should be judged by their sex or age here, keep those two out. Also out: malignant.",
        "lab_result",
        "multiclass",
        "balanced_accuracy",
        without="sex age malignant",
    ),
    # music streaming
    Case(
        "english14-stream-churn",
        STREAM,
        "Churn model. Average precision. No country, legal says so.",
        "churned",
        "binary",
        "average_precision",
        without="country",
    ),
    Case(
        "english14-stream-hours",
        STREAM,
        "How many hours will each listener play next month? Not the current weekly hours, the coming month. R squared.",
        "hours_next_month",
        "regression",
        "r2",
    ),
    Case(
        "english14-stream-survival",
        STREAM,
        "Survival analysis pls: how long do people stay subscribed until they leave. Most havent left yet. C-index, max 1 GB of RAM.",
        "months_subscribed churned",
        "survival",
        "c_index",
        memory=1024,
    ),
    Case(
        "english14-stream-plan",
        STREAM,
        "guess which plan somebody is on. log loss. under 50k parameters",
        "plan",
        "multiclass",
        "log_loss",
        params=50_000,
    ),
    Case(
        "english14-stream-ticket",
        STREAM,
        "Using nothing but the last support ticket, tell me who cancels. F1.",
        "churned",
        "binary",
        "f1",
        only="last_ticket",
    ),
    # parcels
    Case(
        "english14-parcel-transit",
        PARCEL,
        "Time in transit, in hours. Mean absolute error. The carrier must not matter, so exclude it.",
        "transit_hours",
        "regression",
        "mae",
        without="carrier",
    ),
    Case(
        "english14-parcel-damage",
        PARCEL,
        "Will the parcel arrive broken? MCC as the metric. We don't care about returns.",
        "damaged",
        "binary",
        "mcc",
    ),
    Case(
        "english14-parcel-two",
        PARCEL,
        "One model, two numbers: shipping cost and hours in transit. RMSE.",
        "shipping_cost transit_hours",
        "multitarget",
        "rmse",
    ),
    Case(
        "english14-parcel-flags",
        PARCEL,
        "For every parcel flag damaged and returned, both at once. Macro-averaged F1.",
        "damaged returned",
        "multilabel",
        "f1_macro",
    ),
    Case(
        "english14-parcel-weigh",
        PARCEL,
        "our scale at the depot is broken again :( estimate the weight of a package. MAPE. Declared value is mostly made up by customers, ignore it. "
        "20 ms per item at most",
        "weight_kg",
        "regression",
        "mape",
        without="declared_value",
        latency=20,
    ),
    # real estate
    Case(
        "english14-house-rent",
        HOUSE,
        "Rent per month, MAPE. Both prices leak, drop asking_price and sale_price.",
        "monthly_rent",
        "regression",
        "mape",
        without="asking_price sale_price",
    ),
    Case(
        "english14-house-sold",
        HOUSE,
        "What does a house finally sell for? RMSLE. Asking price is allowed. Days on market is only known afterwards, so not that.",
        "sale_price",
        "regression",
        "rmsle",
        without="days_on_market",
    ),
    Case(
        "english14-house-energy",
        HOUSE,
        "Predict the energy class as ordered grades, G is worst and A is best. Quadratic kappa. Without agent.",
        "energy_class",
        "ordinal",
        "cohen_kappa_quadratic",
        without="agent",
        levels="G F E D C B A",
    ),
    Case(
        "english14-house-heating",
        HOUSE,
        "Heating system of the building, accuracy, from facade, year built and location only.",
        "heating",
        "multiclass",
        "accuracy",
        only="facade year_built lat lon",
    ),
    Case(
        "english14-house-match",
        HOUSE,
        "Search: given a description, find the facade picture that belongs to it. Recall@5.",
        "facade",
        "retrieval",
        "recall_at_5",
    ),
    Case(
        "english14-house-age",
        HOUSE,
        "Many owners don't know when their house was built. Estimate the year of construction. Median absolute error.",
        "year_built",
        "regression",
        "median_ae",
    ),
    # birds
    Case(
        "english14-bird-species",
        BIRD,
        "Recognise the bird species by its call alone, no photo. Has to run on a small recorder: 300k parameters, 64 MB. Macro F1.",
        "species",
        "multiclass",
        "f1_macro",
        only="call",
        params=300_000,
        memory=64,
    ),
    Case(
        "english14-bird-behaviour",
        BIRD,
        "What is the bird doing? Several answers possible per record. Skip the field note, and the observer too.",
        "behaviour",
        "multilabel",
        "",
        without="field_note observer",
    ),
    Case(
        "english14-bird-age",
        BIRD,
        "Age class in order: juvenile < subadult < adult. Mean absolute error in steps.",
        "age_class",
        "ordinal",
        "rank_mae",
        levels="juvenile subadult adult",
    ),
    Case(
        "english14-bird-body",
        BIRD,
        "Estimate wingspan and weight together, R2. I have photos and notes.",
        "wingspan_cm weight_g",
        "multitarget",
        "r2",
    ),
    Case(
        "english14-bird-ring",
        BIRD,
        "Does the bird carry a ring? Just from the photo. Accuracy is fine.",
        "ringed",
        "binary",
        "accuracy",
        only="photo",
    ),
    # online courses
    Case(
        "english14-course-finish",
        COURSE,
        "Who finishes the course? Brier score, we need honest probabilities.",
        "completed",
        "binary",
        "brier",
    ),
    Case(
        "english14-course-grade",
        COURSE,
        "Final grade of a student, RMSE. Price paid should play no role, country neither.",
        "final_grade",
        "regression",
        "rmse",
        without="price_paid country",
    ),
    Case(
        "english14-course-stars",
        COURSE,
        "Hi! I run a small course platform. I'd love to know how many stars a learner will give us. I don't need completion. Spearman, since we only rank.",
        "stars",
        "regression",
        "spearman",
    ),
    Case(
        "english14-course-level",
        COURSE,
        "Classify the dificulty level from the lecture video only. It goes beginner, intermediate, advanced. Cohens kappa, quadratic.",
        "level",
        "ordinal",
        "cohen_kappa_quadratic",
        only="lecture_clip",
        levels="beginner intermediate advanced",
    ),
    Case(
        "english14-course-topic",
        COURSE,
        "What subject is a forum post about? Text only. Weighted F1, 10 ms.",
        "topic",
        "multiclass",
        "f1_weighted",
        only="forum_post",
        latency=10,
    ),
    # alloys
    Case(
        "english14-alloy-hardness",
        ALLOY,
        "Vickers hardness from micrograph and annealing data. MAE. Yield and tensile strength are measured later on the same piece, so they must not go in.",
        "hardness_hv",
        "regression",
        "mae",
        without="yield_mpa tensile_mpa",
    ),
    Case(
        "english14-alloy-phases",
        ALLOY,
        "Which phases are present in the sample? Use only the spectrum. F1, micro averaged.",
        "phases",
        "multilabel",
        "f1_micro",
        only="spectrum",
    ),
    Case(
        "english14-alloy-crack",
        ALLOY,
        "Find cracked samples. Precision counts, false alarms are costly. Operator not as input.",
        "cracked",
        "binary",
        "precision",
        without="operator",
    ),
    Case(
        "english14-alloy-rust",
        ALLOY,
        "I want to know how fast the steel corrodes. 5th, 50th and 95th percentile. Furnace stays out.",
        "corrosion_rate",
        "regression",
        "pinball",
        without="furnace",
        quantiles=(0.05, 0.5, 0.95),
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "english14-derm-score",
        DERM,
        "Predict the symptom score of the patient, 0 to 10. MAE.",
        "",
        "",
        "mae",
        ask="itch_score pain_score",
    ),
    Case(
        "english14-house-price",
        HOUSE,
        "Predict the house price. RMSE.",
        "",
        "",
        "rmse",
        ask="asking_price sale_price",
    ),
    Case(
        "english14-bird-size",
        BIRD,
        "How big is the bird? One number, mean absolute error.",
        "",
        "",
        "mae",
        ask="wingspan_cm weight_g",
    ),
    Case(
        "english14-alloy-strength",
        ALLOY,
        "Predict the strength of the alloy in MPa, R2.",
        "",
        "",
        "r2",
        ask="yield_mpa tensile_mpa",
    ),
)


KNOWN = {
    "english14-derm-itch": "refused",
    "english14-derm-lab": "inputs",
    "english14-stream-hours": "inputs",
    "english14-stream-survival": "refused",
}
"""What is misread, by its fields."""
