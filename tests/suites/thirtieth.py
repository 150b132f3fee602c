"""Twenty-two English statements by people who had not seen the reader: a bicycle
workshop, a dairy, a call centre, an auction house.

Read once: 15 of 22 right, none with another target without a word. Then mended: of
`bike_photo` the bike is no column, nor is a word of which another column is said
("whether the bike came back"); "neither can be used" is about the last two things; what
stands behind "from the photo alone" is no input; "both estimates" are the two columns of
that noun; "just have … to go on" lists all inputs; and the Brier score is measured.
"""

from statement_suite import Case

ENGLISH_BIKE = """job_id id; bike_photo image; complaint text; motor_sound audio;
 brand category =Trek,Giant,Cube,Specialized; age_years number; mileage_km number;
 battery_health number; technician category =Tom,Priya,Luca; booked_on date;
 quoted_price number; repair_hours number; final_invoice number; came_back boolean"""

ENGLISH_COW = """cow_tag id; udder_photo image; gait_video video; activity series;
 breed category =holstein,jersey,ayrshire; parity integer 1..8; milk_yield_l number;
 fat_pct number; protein_pct number; cell_count number; lameness_score integer 0..4;
 mastitis boolean; antibiotics_given boolean; vet_note text"""

ENGLISH_CALL = """call_id id; recording audio; transcript text;
 agent_name category =amir,beth,carol,dmitri; wait_seconds number; hold_seconds number;
 call_started date; tenure_months integer 0..180;
 -queue category =billing,technical,sales,cancellations; -handle_seconds number;
 -csat integer 1..5; -resolved boolean; -called_again boolean; -refund_amount number"""

ENGLISH_AUCTION = """lot_no id; front_photo image; detail_photo image; description text;
 artist_country category =france,netherlands,germany,italy;
 medium category =oil,watercolour,print,bronze; height_cm number; width_cm number;
 year_made integer 1700..2020; condition category =poor,fair,good,excellent;
 low_estimate number; high_estimate number; hammer_price number; sold boolean"""

SEEN = (
    Case(
        "english-bike-hours",
        ENGLISH_BIKE,
        "How many hours will a repair take? At that point we don't know the final"
        " invoice yet so leave that out, same for whether the bike came back.",
        "repair_hours",
        "regression",
        without="final_invoice came_back",
    ),
    Case(
        "english-bike-invoice",
        ENGLISH_BIKE,
        "final invoice, rmse, don't use the quote",
        "final_invoice",
        "regression",
        "rmse",
        without="quoted_price",
    ),
    Case(
        "english-bike-back",
        ENGLISH_BIKE,
        "Hi, I run a small e-bike workshop and it annoys me when a bike we fixed turns"
        " up again two weeks later. Can you tell me which ones will come back? F1 would"
        " be good. Who did the work must not play a part, I don't want this to become a"
        " blame thing.",
        "came_back",
        "binary",
        "f1",
        without="technician",
    ),
    Case(
        "english-bike-brand",
        ENGLISH_BIKE,
        "Recognise the brand from the photo alone, it has to run on a tablet: max 3M"
        " parameters",
        "brand",
        "multiclass",
        only="bike_photo",
        params=3_000_000,
    ),
    Case(
        "english-bike-battery",
        ENGLISH_BIKE,
        "Predict battery health from how the motor sounds, plus age and milage. Nothing"
        " else goes in. R2",
        "battery_health",
        "regression",
        "r2",
        only="motor_sound age_years mileage_km",
    ),
    Case(
        "english-cow-mastitis",
        ENGLISH_COW,
        "Does the cow have mastitis? Note that antibiotics are only given once it's been"
        " diagnosed, and the vet's note is written afterwards as well, so neither can be"
        " used. Metric: recall.",
        "mastitis",
        "binary",
        "recall",
        without="antibiotics_given vet_note",
    ),
    Case(
        "english-cow-content",
        ENGLISH_COW,
        "Fat and protein content of the milk, both in one model",
        "fat_pct protein_pct",
        "multitarget",
    ),
    Case(
        "english-cow-lame",
        ENGLISH_COW,
        "Score lameness from 0 (walks fine) to 4 (can barely stand) using the video. The"
        " order of the scores matters, so quadratic weighted kappa.",
        "lameness_score",
        "ordinal",
        "cohen_kappa_quadratic",
    ),
    Case(
        "english-cow-cells",
        ENGLISH_COW,
        "somatic cell count pls, use everything except mastitis and antibiotics",
        "cell_count",
        "regression",
        without="mastitis antibiotics_given",
    ),
    Case(
        "english-cow-breed",
        ENGLISH_COW,
        "Tell me the breed by looking at the udder picture and the walking video, those"
        " two are all we have in practice. Balanced accuracy.",
        "breed",
        "multiclass",
        "balanced_accuracy",
        only="udder_photo gait_video",
    ),
    Case(
        "english-call-again",
        ENGLISH_CALL,
        "will the customer call again? roc auc",
        "called_again",
        "binary",
        "roc_auc",
    ),
    Case(
        "english-call-queue",
        ENGLISH_CALL,
        "We want to route calls automatically: which of the four queues does a call"
        " belong in, judging by the recording and the transcript. Macro F1 because"
        " cancellations are rare. Must answer in under 200 ms.",
        "queue",
        "multiclass",
        "f1_macro",
        latency=200,
    ),
    Case(
        "english-call-csat",
        ENGLISH_CALL,
        "Predict customer satisfaction (CSAT, ordered grades from 1 to 5), but without the"
        " agent's name, the works council insists.",
        "csat",
        "ordinal",
        without="agent_name",
    ),
    Case(
        "english-call-handle",
        ENGLISH_CALL,
        "Need the handle time of each call in seconds.",
        "handle_seconds",
        "regression",
    ),
    Case(
        "english-call-resolved",
        ENGLISH_CALL,
        "Was the customer's problem resolved in this call? I only want the transcript"
        " used, no audio or anything else. Brier score, since we need decent"
        " probabilities.",
        "resolved",
        "binary",
        "brier",
        only="transcript",
    ),
    Case(
        "english-auction-hammer",
        ENGLISH_AUCTION,
        "What will the hammer price be? They run from 50 quid to half a million so use"
        " RMSLE. Whether a lot sold isn't known beforehand, obviously, so don't feed that"
        " in.",
        "hammer_price",
        "regression",
        "rmsle",
        without="sold",
    ),
    Case(
        "english-auction-sold",
        ENGLISH_AUCTION,
        "sold or not, PR AUC, hammer price is off limits",
        "sold",
        "binary",
        "average_precision",
        without="hammer_price",
    ),
    Case(
        "english-auction-condition",
        ENGLISH_AUCTION,
        "Please to classify the condition of the object, on the scale from poor until"
        " excellent. The use of the two estimates and of the hammer price is not allowed.",
        "condition",
        "ordinal",
        without="low_estimate high_estimate hammer_price",
    ),
    Case(
        "english-auction-both",
        ENGLISH_AUCTION,
        "Predict both estimates, the low one and the high one, from photos and"
        " description. Hammer price and sold come later so they must stay out. MAPE",
        "low_estimate high_estimate",
        "multitarget",
        "mape",
        without="hammer_price sold",
    ),
    Case(
        "english-auction-year",
        ENGLISH_AUCTION,
        "In what year was the piece made? We just have the two photos to go on, nothing"
        " more. I want the error in years.",
        "year_made",
        "regression",
        "mae rmse median_ae",
        only="front_photo detail_photo",
    ),
)

UNCLEAR = (
    Case(
        "english-cow-pct",
        ENGLISH_COW,
        "I'd like to predict the pct value for each cow, using the activity data",
        ask="fat_pct protein_pct",
    ),
    Case(
        "english-auction-estimate",
        ENGLISH_AUCTION,
        "Predict the estimate of a lot. MAE.",
        ask="low_estimate high_estimate",
    ),
)
