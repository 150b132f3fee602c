"""Forty-four statements by somebody who had never seen the reader: bikes for rent, vets,
auctions, robot arms, wind, recipes, courts, hearing aids. First reading: 38 right, 1 with
another target, 1 unclear one guessed.
"""

from statement_suite import Case

BIKE = """row_id id; street_photo image; site_note text; lat latitude; lon longitude; hour integer 0..23; weekday integer 0..6; temp_c number;
 docks_total integer 8..60; bikes_now integer 0..60; area category =centre,campus,harbour,suburb; -pickups_next_hour integer 0..120;
 -returns_next_hour integer 0..120; -ran_empty boolean"""

VET = """visit_id id; xray image; vet_note text; breathing audio; species category =dog,cat,rabbit; age_years number; weight_kg number;
 heart_rate number; insured boolean; diagnoses category =otitis,otitis|dermatitis,dental,dermatitis|dental; pain_grade integer 0..4;
 surgery_needed boolean; bill_eur number; days_to_recovery number"""

LOT = """lot_id id; photo image; lot_text text; category category =watches,art,furniture,coins; condition category =mint,good,fair,poor;
 seller_rating number; start_price number; reserve_price number; closing_date date; watchers integer 0..200; n_bids integer 0..90;
 hammer_price number; sold boolean; -buyer_country category =de,fr,uk,us"""

ARM = """pick_id id; wrist_cam image; depth_cloud points; torque_trace series; mic audio; item_name text; item_weight_g number;
 grip_type category =suction,two_finger,three_finger; bin_fill number; arm_speed number; peak_force_n number; mean_force_n number;
 dropped boolean; cycle_time_s number"""
WIND = """job_id id; blade_photo image; vib_trace series; gearbox_audio audio; tech_log text; turbine_type category =V90,E82,N117;
 age_months integer 6..260; wind_speed number; oil_temp number; fault category =none,bearing,blade,generator; days_observed number 1..900;
 failed boolean; repair_hours number; repair_cost number"""

DISH = """recipe_id id; dish_photo image; title text; steps text; cuisine category =italian,thai,mexican,french;
 diet_tags category =vegan,vegan|gluten_free,keto,gluten_free|nut_free; n_ingredients integer 2..30; prep_min number; cook_min number;
 kcal number; difficulty category =easy,hard,medium; stars integer 1..5; posted_on date; -n_saves integer 0..5000"""

COURT = """case_no id; scan_page image; claim_text text; court category =north,south,harbour; claim_type category =debt,tenancy,labour,family;
 filed_on date; amount_claimed number; n_parties integer 2..12; has_lawyer boolean; judge category =abara,brandt,costa,duval;
 outcome category =granted,partly_granted,dismissed; days_to_ruling number; -amount_awarded number; -appealed boolean"""

EAR = """patient_id id; ear_scan image; speech_clip audio; audiogram series; complaint_text text; age integer 18..95; sex category =F,M;
 ear_side category =left,right; aid_model category =mini,power,custom; loss_grade category =mild,moderate,profound,severe;
 speech_score number; hours_worn_daily number; satisfaction integer 1..5; returned_30d boolean"""
_FIRST = (
    Case(
        "english9-bike-pickups",
        BIKE,
        "How many bikes will be taken from the station in the next hour? MAE",
        "pickups_next_hour",
        "regression",
        "mae",
    ),
    Case(
        "english9-bike-empty",
        BIKE,
        "will the station run out of bikes, roc auc. dont use the site note, it's mostly out of date",
        "ran_empty",
        "binary",
        "roc_auc",
        without="site_note",
    ),
    Case(
        "english9-bike-two",
        BIKE,
        "Predict pickups and returns for the coming hour together with one model. RMSE.",
        "pickups_next_hour returns_next_hour",
        "multitarget",
        "rmse",
    ),
    Case(
        "english9-bike-area",
        BIKE,
        "What kind of area is the station in (centre, campus, harbour, suburb)? Go only by the street photo, macro F1.",
        "area",
        "multiclass",
        "f1_macro",
        only="street_photo",
    ),
    Case(
        "english9-bike-docks",
        BIKE,
        "We lost the inventory list for the older stations, so I'd like to estimate the total number of docks from the photo and the note. The number of bikes there right now must not be used.",
        "docks_total",
        "regression",
        without="bikes_now",
    ),
    Case(
        "english9-vet-surgery",
        VET,
        "Does the animal need surgery? Optimise recall, please. bill_eur and days_to_recovery are only known afterwards.",
        "surgery_needed",
        "binary",
        "recall",
        without="bill_eur days_to_recovery",
    ),
    Case(
        "english9-vet-diagnoses",
        VET,
        "Predict all the diagnoses of a visit, an animal can have more than one. F1 macro. The bill would give it away, so leave it out",
        "diagnoses",
        "multilabel",
        "f1_macro",
        without="bill_eur",
    ),
    Case(
        "english9-vet-pain",
        VET,
        "pain grade 0 to 4, ordered, quadratic weighted kappa. Whether the owner is insured should play no role.",
        "pain_grade",
        "ordinal",
        "cohen_kappa_quadratic",
        without="insured",
    ),
    Case(
        "english9-vet-bill",
        VET,
        "what will the bill come to? mean absolute percentage error. no days_to_recovery, no surgery_needed",
        "bill_eur",
        "regression",
        "mape",
        without="days_to_recovery surgery_needed",
    ),
    Case(
        "english9-vet-species",
        VET,
        "Tell dogs, cats and rabbits apart by the breathing recording and nothing else. Accuracy is fine.",
        "species",
        "multiclass",
        "accuracy",
        only="breathing",
    ),
    Case(
        "english9-lot-price",
        LOT,
        "hammer price, RMSLE. n_bids and sold are only known once the auction is over",
        "hammer_price",
        "regression",
        "rmsle",
        without="n_bids sold",
    ),
    Case(
        "english9-lot-sold",
        LOT,
        "Will the lot find a buyer or not? AUC. Don't feed it the hammer price or the number of bids.",
        "sold",
        "binary",
        "roc_auc",
        without="hammer_price n_bids",
    ),
    Case(
        "english9-lot-interval",
        LOT,
        "I need the 10% and 90% quantiles of the hammer price, pinball loss. Leave out n_bids, watchers and sold.",
        "hammer_price",
        "regression",
        "pinball",
        without="n_bids watchers sold",
        quantiles=(0.1, 0.9),
    ),
    Case(
        "english9-lot-condition",
        LOT,
        "grade the condition of the item on the scale poor, fair, good, mint using just the photo",
        "condition",
        "ordinal",
        only="photo",
        levels="poor fair good mint",
    ),
    Case(
        "english9-lot-search",
        LOT,
        "Given a lot's description, find the photo that goes with it. Recall@10. Use the description only.",
        "photo",
        "retrieval",
        "recall_at_10",
        only="lot_text photo",
    ),
    Case(
        "english9-arm-drop",
        ARM,
        "will teh arm drop the item? F1. cycle time and the two force columns come in after the pick so ignore them",
        "dropped",
        "binary",
        "f1",
        without="cycle_time_s peak_force_n mean_force_n",
    ),
    Case(
        "english9-arm-grip",
        ARM,
        "Which grip should the robot use for an item? Only the wrist camera and the depth cloud are available, and it has to answer within 15 ms.",
        "grip_type",
        "multiclass",
        only="wrist_cam depth_cloud",
        latency=15,
    ),
    Case(
        "english9-arm-cycle",
        ARM,
        "cycle time per pick, MAE, without dropped",
        "cycle_time_s",
        "regression",
        "mae",
        without="dropped",
    ),
    Case(
        "english9-arm-two",
        ARM,
        "Predict the peak force and the mean force from the torque trace and the microphone, R2",
        "peak_force_n mean_force_n",
        "multitarget",
        "r2",
    ),
    Case(
        "english9-arm-weight",
        ARM,
        "How heavy is the item? Median absolute error, at most 2 million parameters. We often don't know the item's name when we pick, so the model can't have it.",
        "item_weight_g",
        "regression",
        "median_ae",
        without="item_name",
        params=2_000_000,
    ),
)


_FIRST_UNCLEAR = (
    Case(
        "english9-bike-vague",
        BIKE,
        "Predict the next hour's count for each station, MAE.",
        ask="pickups_next_hour returns_next_hour",
    ),
    Case(
        "english9-arm-vague",
        ARM,
        "predict the force on the gripper",
        ask="peak_force_n mean_force_n",
    ),
)

_SECOND = (
    Case(
        "english9-wind-survival",
        WIND,
        "Survival model for the turbines: days_observed is the time and failed is the event, C-index. fault, repair_hours and repair_cost get filled in later, so keep them out.",
        "days_observed failed",
        "survival",
        "c_index",
        without="fault repair_hours repair_cost",
    ),
    Case(
        "english9-wind-fault",
        WIND,
        "type of fault, macro f1, vibration and gearbox sound only",
        "fault",
        "multiclass",
        "f1_macro",
        only="vib_trace gearbox_audio",
    ),
    Case(
        "english9-wind-hours",
        WIND,
        "How many hours will the repair take? MAE, leave out the repair cost and the technician's log.",
        "repair_hours",
        "regression",
        "mae",
        without="repair_cost tech_log",
    ),
    Case(
        "english9-wind-cost",
        WIND,
        "Predict what the repair costs. The hours are only booked afterwards, so repair_hours is not available. MAPE. The whole thing must fit into 1 GB of memory.",
        "repair_cost",
        "regression",
        "mape",
        without="repair_hours",
        memory=1024,
    ),
    Case(
        "english9-wind-failed",
        WIND,
        "Will the turbine fail? average precision, not using days_observed, repair_hours, repair_cost",
        "failed",
        "binary",
        "average_precision",
        without="days_observed repair_hours repair_cost",
    ),
    Case(
        "english9-dish-calories",
        DISH,
        "How many calories does the dish have? The photo is all we have.",
        "kcal",
        "regression",
        only="dish_photo",
    ),
    Case(
        "english9-dish-tags",
        DISH,
        "diet tags (several per recipe possible), macro F1",
        "diet_tags",
        "multilabel",
        "f1_macro",
    ),
    Case(
        "english9-dish-difficulty",
        DISH,
        "Predict the difficulty, easy < medium < hard. Quadratic kappa. Not the stars please.",
        "difficulty",
        "ordinal",
        "cohen_kappa_quadratic",
        without="stars",
        levels="easy medium hard",
    ),
    Case(
        "english9-dish-times",
        DISH,
        "predict both the prep time and the cooking time, mean absolute error, difficulty shouldnt go in",
        "prep_min cook_min",
        "multitarget",
        "mae",
        without="difficulty",
    ),
    Case(
        "english9-dish-saves",
        DISH,
        "How often will a new recipe be saved by our users? RMSLE. When it goes online nobody has rated it yet, so the stars can't be an input.",
        "n_saves",
        "regression",
        "rmsle",
        without="stars",
    ),
    Case(
        "english9-court-outcome",
        COURT,
        "Outcome of the case, log loss. The judge must not be used, and days_to_ruling isn't known at the time of filing.",
        "outcome",
        "multiclass",
        "log_loss",
        without="judge days_to_ruling",
    ),
    Case(
        "english9-court-days",
        COURT,
        "days until the ruling, RMSE, no outcome",
        "days_to_ruling",
        "regression",
        "rmse",
        without="outcome",
    ),
    Case(
        "english9-court-appeal",
        COURT,
        "Will the ruling be appealed? ROC-AUC. For reasons of fairness neither the judge nor the court may be an input.",
        "appealed",
        "binary",
        "roc_auc",
        without="judge court",
    ),
    Case(
        "english9-court-type",
        COURT,
        "Our clerks sort new claims by hand into debt, tenancy, labour and family, which takes them all morning. Please do that from the claim text alone. Balanced accuracy.",
        "claim_type",
        "multiclass",
        "balanced_accuracy",
        only="claim_text",
    ),
    Case(
        "english9-court-award",
        COURT,
        "how much money is awarded in the end? Ignore outcome and days_to_ruling, they come with the judgment",
        "amount_awarded",
        "regression",
        without="outcome days_to_ruling",
    ),
    Case(
        "english9-ear-return",
        EAR,
        "Will the hearing aid be returned within 30 days? Brier score. Hours worn and satisfaction come from the follow-up visit, leave both out.",
        "returned_30d",
        "binary",
        "brier",
        without="hours_worn_daily satisfaction",
    ),
    Case(
        "english9-ear-grade",
        EAR,
        "Grade the hearing loss: mild, moderate, severe, profound, in that order. Without speech_score.",
        "loss_grade",
        "ordinal",
        without="speech_score",
        levels="mild moderate severe profound",
    ),
    Case(
        "english9-ear-model",
        EAR,
        "which aid model is right for the pateint, accuracy. sex must not matter, and hours_worn_daily, satisfaction and returned_30d are from after the fitting so they're out",
        "aid_model",
        "multiclass",
        "accuracy",
        without="sex hours_worn_daily satisfaction returned_30d",
    ),
    Case(
        "english9-ear-speech",
        EAR,
        "speech score from the speech clip and the audiogram, no other inputs, spearman, max 50 ms per patient",
        "speech_score",
        "regression",
        "spearman",
        only="speech_clip audiogram",
        latency=50,
    ),
    Case(
        "english9-ear-hours",
        EAR,
        "How many hours a day will the patient wear the aid? I don't trust a single number, so give me the 5% and 95% quantiles (pinball loss). Don't use satisfaction or returned_30d.",
        "hours_worn_daily",
        "regression",
        "pinball",
        without="satisfaction returned_30d",
        quantiles=(0.05, 0.95),
    ),
)


_SECOND_UNCLEAR = (
    Case(
        "english9-wind-vague",
        WIND,
        "Predict how big the repair will be. MAE",
        ask="repair_hours repair_cost",
    ),
    Case(
        "english9-dish-vague",
        DISH,
        "predict the minutes for each recipe",
        ask="prep_min cook_min",
    ),
)

SEEN = _FIRST + _SECOND
UNCLEAR = _FIRST_UNCLEAR + _SECOND_UNCLEAR
KNOWN = {"english9-bike-two": "refused", "english9-lot-sold": "refused"}
"""What is misread, by its fields."""
