"""Forty-four statements in English by people who had never seen the reader, kept unread
while it was mended for their sister lists: scooters, hotels, concrete, physiotherapy,
rails, a school, funding, villages.

Read before those were mended: 28 of 44. Read after: 30, none with another target
without a word. Then they were opened, and the classes of what was misread mended.
"""

from statement_suite import Case

ENGLISH1_SCOOTER = """ride_id id; start_time date; start_lat latitude; start_lon longitude; end_lat latitude;
 end_lon longitude; imu series; parking_photo image; battery_start_pct integer 5..100;
 battery_end_pct integer 0..100; ride_minutes number; fare_usd number; rider_comment text; badly_parked boolean"""

ENGLISH1_HOTEL = """review_id id; review_title text; review_text text; guest_photo image;
 hotel category =Harbour,Station,Park; room_type category =single,double,suite; nights integer 1..21;
 price_per_night number; -trip category =business,family,couple,solo; -stars_cleanliness integer 1..5;
 -stars_staff integer 1..5; -stars_overall integer 1..5; -would_return boolean; -manager_reply text"""

ENGLISH1_CONCRETE = """batch_id id; mix_date date; plant constant; surface_photo image; mixer_sound audio;
 cement_kg number; water_kg number; slag_kg number; aggregate_kg number; slump_mm number;
 strength_7d_mpa number; strength_28d_mpa number; cracked boolean; inspector_remark text"""

ENGLISH1_PHYSIO = """patient_ref id; exercise_video video; accel series; therapist_note text; age integer 16..90;
 sex category =f,m; joint category =knee,shoulder,hip,ankle; pain_at_rest integer 0..10;
 pain_moving integer 0..10; sessions integer 1..30; weeks_followed number; relapsed boolean;
 technique category =bad,ok,good,perfect; range_deg number"""

LATER = "trip stars_cleanliness stars_staff stars_overall would_return manager_reply"  # test.csv lacks them

RAIL = """asset_id id; track_photo image; axle_vibration series; inspection_note text;
 line category =north,south,coastal; km_position number; installed_on date;
 gauge_deviation_mm number; days_to_failure integer 1..2400; failed boolean;
 defect_type category =crack,corrosion,loose_bolt,crack|corrosion,corrosion|loose_bolt;
 priority category =low,medium,high,urgent; repair_hours number; repair_cost_eur number"""
SCHOOL = """student_id id; speech_sample audio; essay text;
 native_language category =spanish,arabic,polish,korean,turkish; age integer 16..78;
 hours_attended integer 0..180; teacher category =t1,t2,t3,t4; placement_score number;
 exam_score number; cefr_level category =A1,A2,B1,B2,C1; passed boolean;
 dropped_out boolean; course_fee_eur number; enrolled_on date"""
FUNDING = """project_id id; pitch_video video; cover_image image; pitch_text text;
 topic category =games,music,food,tech; goal_usd number; launched_on date;
 duration_days integer 10..60; creator_country category =us,gb,de,ca; staff_pick boolean;
 -funded boolean; -pledged_usd number; -backers integer 0..9000; -comment_count integer 0..3000"""
VILLAGE = """village_id id; satellite_tile image; night_lights vector; latitude latitude;
 longitude longitude; survey_date date; country category =malawi,zambia,kenya;
 interviewer_note text; households integer 20..900; wealth_index number;
 poverty_class category =poor,middle,better_off; has_electricity boolean;
 water_sources category =well,river,tap,well|river,tap|well; metal_roof_share number"""

SEEN = (
    Case(
        "english1-scooter-parked",
        ENGLISH1_SCOOTER,
        "badly parked or not, from the parking pic. F1. rider comment is off limits",
        "badly_parked",
        "binary",
        "f1",
        without="rider_comment",
    ),
    Case(
        "english1-scooter-minutes",
        ENGLISH1_SCOOTER,
        "Predict how long a ride lasts, in minutes. The end coordinates, the battery at the end and the fare are not to be used.",
        "ride_minutes",
        "regression",
        without="end_lat end_lon battery_end_pct fare_usd",
    ),
    Case(
        "english1-scooter-where",
        ENGLISH1_SCOOTER,
        "Where will the scooter end up? I want the end latitude and end longitude. Ride minutes and fare are known only after the ride.",
        "end_lat end_lon",
        "multitarget",
        without="ride_minutes fare_usd",
    ),
    Case(
        "english1-scooter-battery",
        ENGLISH1_SCOOTER,
        "Battery percentage left at the end of the ride, RMSE, and the model should need less than 512 MB of memory.",
        "battery_end_pct",
        "regression",
        "rmse",
        memory=512,
    ),
    Case(
        "english1-scooter-fare",
        ENGLISH1_SCOOTER,
        "fare, rmsle",
        "fare_usd",
        "regression",
        "rmsle",
    ),
    Case(
        "english1-hotel-return",
        ENGLISH1_HOTEL,
        "Will this guest come back to us? The manager's reply was written later so it must not be fed in.",
        "would_return",
        "binary",
        without=LATER,
    ),
    Case(
        "english1-hotel-overall",
        ENGLISH1_HOTEL,
        "Predict the overall stars from what people wrote, scored with QWK. Exclude the other two star ratings, and the price per night too.",
        "stars_overall",
        "ordinal",
        "cohen_kappa_quadratic",
        without=LATER + " price_per_night",
    ),
    Case(
        "english1-hotel-trip",
        ENGLISH1_HOTEL,
        "What kind of trip was it - business, family, couple or solo? Look only at the title and the text of the review.",
        "trip",
        "multiclass",
        only="review_title review_text",
    ),
    Case(
        "english1-hotel-two",
        ENGLISH1_HOTEL,
        "Predict the cleanliness and the staff ratings at once, as numbers. The overall stars would give it away, so please drop that one.",
        "stars_cleanliness stars_staff",
        "multitarget",
        without=LATER,
    ),
    Case(
        "english1-hotel-brier",
        ENGLISH1_HOTEL,
        "My boss asked for a probability that somebody would return, judged by Brier score. I know we have photos and prices and so on,"
        " but for this first round the model should see the review text and nothing else.",
        "would_return",
        "binary",
        "brier",
        only="review_text",
    ),
    Case(
        "english1-concrete-28d",
        ENGLISH1_CONCRETE,
        "Predict the 28 day strength. The 7 day strength isn't there yet when we need the answer, so it may not be used. RMSE",
        "strength_28d_mpa",
        "regression",
        "rmse",
        without="strength_7d_mpa",
    ),
    Case(
        "english1-concrete-slump",
        ENGLISH1_CONCRETE,
        "slump from the mixer sound alone, mae",
        "slump_mm",
        "regression",
        "mae",
        only="mixer_sound",
    ),
    Case(
        "english1-concrete-cracked",
        ENGLISH1_CONCRETE,
        "Did it crack? The inspector's remark often mentions the crack so hide it from the model.",
        "cracked",
        "binary",
        without="inspector_remark",
    ),
    Case(
        "english1-concrete-both",
        ENGLISH1_CONCRETE,
        "both strengths (7d and 28d) in one model pls",
        "strength_7d_mpa strength_28d_mpa",
        "multitarget",
    ),
    Case(
        "english1-concrete-cement",
        ENGLISH1_CONCRETE,
        "Please to make a model for predict how much cement is in the batch, from sound and foto. Do not use the strengths.",
        "cement_kg",
        "regression",
        without="strength_7d_mpa strength_28d_mpa",
    ),
    Case(
        "english1-physio-relapse-time",
        ENGLISH1_PHYSIO,
        "Time to relapse: we have the weeks each patient was followed and whether they relapsed.",
        "weeks_followed relapsed",
        "survival",
    ),
    Case(
        "english1-physio-technique",
        ENGLISH1_PHYSIO,
        "Rate the technique (bad, ok, good, perfect, in that order) from the video and the accelerometer and nothing else.",
        "technique",
        "ordinal",
        only="exercise_video accel",
        levels="bad ok good perfect",
    ),
    Case(
        "english1-physio-relapsed",
        ENGLISH1_PHYSIO,
        "Does the patient relapse? A plain yes or no is enough. Leave out the weeks followed. PR-AUC",
        "relapsed",
        "binary",
        "average_precision",
        without="weeks_followed",
    ),
    Case(
        "english1-physio-moving",
        ENGLISH1_PHYSIO,
        "I'm a physio in Leeds, not a programmer, so bear with me. I'd like to predict the pain when moving, as a number, and be off by as"
        " little as possible on average (mean absolute error). Age and sex must not play a role.",
        "pain_moving",
        "regression",
        "mae",
        without="age sex",
    ),
    Case(
        "english1-physio-joint",
        ENGLISH1_PHYSIO,
        "Tell which joint is being exercized, in under 200 ms on a tablet. therapist note is not avaliable, dont use it",
        "joint",
        "multiclass",
        without="therapist_note",
        latency=200,
    ),
    Case(
        "english2-rail-survival",
        RAIL,
        "Survival analysis: days until failure, where failed = 0 means the switch was still"
        " fine when we stopped watching. Concordance index. Without repair hours and"
        " repair cost, those come later.",
        "days_to_failure failed",
        "survival",
        "c_index",
        without="repair_hours repair_cost_eur",
    ),
    Case(
        "english2-rail-hours",
        RAIL,
        "repair time in hours, MAPE, not using the repair cost",
        "repair_hours",
        "regression",
        "mape",
        without="repair_cost_eur",
    ),
    Case(
        "english2-rail-defects",
        RAIL,
        "What type of defect does the track have? More than one can apply. Use the photo and"
        " the vibration; the priority, the repair hours and the repair cost are only set"
        " afterwards, so leave them out.",
        "defect_type",
        "multilabel",
        without="priority repair_hours repair_cost_eur",
    ),
    Case(
        "english2-rail-priority",
        RAIL,
        "Give each job a priority on our scale low, medium, high, urgent (ordered!). The"
        " inspector's note has to stay out of it, he writes the priority in there half the"
        " time. Quadratic weighted kappa",
        "priority",
        "ordinal",
        "cohen_kappa_quadratic",
        without="inspection_note",
        levels="low medium high urgent",
    ),
    Case(
        "english2-rail-both",
        RAIL,
        "predict both repair cost and repair hours, MAE, at most 500k parameters",
        "repair_cost_eur repair_hours",
        "multitarget",
        "mae",
        params=500_000,
    ),
    Case(
        "english2-school-dropout",
        SCHOOL,
        "Will a student drop out? ROC AUC. The exam score, the CEFR level and passed are only"
        " known at the end of the course so not those.",
        "dropped_out",
        "binary",
        "roc_auc",
        without="exam_score cefr_level passed",
    ),
    Case(
        "english2-school-level",
        SCHOOL,
        "CEFR level (ordered, A1 lowest, C1 highest) from the speech recording alone",
        "cefr_level",
        "ordinal",
        only="speech_sample",
        levels="A1 A2 B1 B2 C1",
    ),
    Case(
        "english2-school-tongue",
        SCHOOL,
        "can you guess somebodys mother tongue from how they speak and write? weighted F1",
        "native_language",
        "multiclass",
        "f1_weighted",
    ),
    Case(
        "english2-school-exam",
        SCHOOL,
        "exam score, rmse, but please not the teacher and not whether they passed",
        "exam_score",
        "regression",
        "rmse",
        without="teacher passed",
    ),
    Case(
        "english2-school-pass",
        SCHOOL,
        "I teach the evening classes and would like to know early on who is going to pass."
        " The exam score is of course off limits and so is the CEFR level. What they paid"
        " for the course is none of the model's business either. Use log loss.",
        "passed",
        "binary",
        "log_loss",
        without="exam_score cefr_level course_fee_eur",
    ),
    Case(
        "english2-funding-cover",
        FUNDING,
        "Given a pitch text, find the cover image that belongs to it. Use only these two"
        " columns. Recall@10",
        "cover_image",
        "retrieval",
        "recall_at_10",
        only="cover_image pitch_text",
    ),
    Case(
        "english2-funding-pledged",
        FUNDING,
        "How much money will a campaign raise? Root mean squared log error. staff pick"
        " shouldnt be used, we don't get that in advance",
        "pledged_usd",
        "regression",
        "rmsle",
        without="staff_pick",
    ),
    Case(
        "english2-funding-backers",
        FUNDING,
        "number of backers, spearman, skip the video",
        "backers",
        "regression",
        "spearman",
        without="pitch_video",
    ),
    Case(
        "english2-funding-quantiles",
        FUNDING,
        "I'd like a range rather than one figure: the 10% and the 90% quantile of the"
        " pledged amount, judged by pinball loss.",
        "pledged_usd",
        "regression",
        "pinball",
        quantiles=(0.1, 0.9),
    ),
    Case(
        "english2-funding-funded",
        FUNDING,
        "funded or not, cover image and pitch text only, max 50 ms per project, balanced acc",
        "funded",
        "binary",
        "balanced_accuracy",
        only="cover_image pitch_text",
        latency=50,
    ),
    Case(
        "english2-village-wealth",
        VILLAGE,
        "Wealth index of villages from space, R squared. Don't use the poverty class, it is"
        " computed from the index.",
        "wealth_index",
        "regression",
        "r2",
        without="poverty_class",
    ),
    Case(
        "english2-village-power",
        VILLAGE,
        "does the vilage have electricty? no latitude/longitude please",
        "has_electricity",
        "binary",
        without="latitude longitude",
    ),
    Case(
        "english2-village-water",
        VILLAGE,
        "Where do people get their water from? A village can have several sources. The"
        " interviewer's notes give the answer away, so drop them.",
        "water_sources",
        "multilabel",
        without="interviewer_note",
    ),
    Case(
        "english2-village-both",
        VILLAGE,
        "For my master's thesis I want to estimate the number of households and the share of"
        " metal roofs at the same time, from nothing but the satellite tile and the night"
        " lights. MAE.",
        "households metal_roof_share",
        "multitarget",
        "mae",
        only="satellite_tile night_lights",
    ),
    Case(
        "english2-village-country",
        VILLAGE,
        "which country is this, just from the satellite picture, accuracy",
        "country",
        "multiclass",
        "accuracy",
        only="satellite_tile",
    ),
)

UNCLEAR = (
    Case(
        "english1-concrete-strength",
        ENGLISH1_CONCRETE,
        "Predict the compressive strength of a batch, RMSE please.",
        ask="strength_7d_mpa strength_28d_mpa",
    ),
    Case(
        "english1-physio-pain",
        ENGLISH1_PHYSIO,
        "how bad is the pain? predict the score",
        ask="pain_at_rest pain_moving",
    ),
    Case(
        "english2-rail-vague",
        RAIL,
        "Predict the repair for each asset, RMSE",
        ask="repair_hours repair_cost_eur",
    ),
    Case(
        "english2-school-vague",
        SCHOOL,
        "Predict the score of a student, MAE",
        ask="placement_score exam_score",
    ),
)
