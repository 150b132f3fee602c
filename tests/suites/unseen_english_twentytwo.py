"""Thirty statements by somebody who had not seen the reader's rules.
Read once, before the mending: 21 of 30 right (19 of 28 clear ones), 1 with another
target, 1 with one of two; mended since.
"""

from statement_suite import Case

PHONE = (
    "listing_id id; front_photo image; back_photo image; seller_text text; brand category =apple,samsung,xiaomi; "
    "storage_gb integer 16..512; battery_pct number 50..100; seller_rating number 1..5; listed_on date; -sold boolean; "
    "-sale_price number 20..1500; -days_online integer 0..200; -condition category =mint,poor,good,fair"
)
SHERD = (
    "sherd_id id; profile_drawing image; surface_photo image; fabric_notes text; trench category =T1,T2,T3,T4; "
    "excavator category =Ana,Bo,Cem; thickness_mm number 2..30; rim_diameter_cm number 4..60; excavated date; "
    "-period category =iron,neolithic,roman,bronze; -vessel_type category =bowl,jar,cup,plate; "
    "-decoration category =incised|painted,incised,painted,stamped|painted,stamped; -restored boolean"
)
SNOW = (
    "station_id id; webcam image; seismic_trace series; temp_curve series; observer_note text; valley category =north,south,west; "
    "slope_deg number 10..60; elevation_m integer 1500..4000; obs_date date; -avalanche_24h boolean; -danger_level integer 1..5; "
    "-runout_m number 0..3000; -snow_depth_tomorrow_cm number 0..500"
)
DOG = (
    "dog_id id; photo image; bark audio; intake_notes text; breed_guess category =shepherd,terrier,mixed; kennel category =K1,K2,K3; "
    "age_months integer 1..200; weight_kg number 1..80; intake_date date; -adopted boolean; -days_in_shelter integer 0..900; "
    "-returned boolean; -temperament category =calm,anxious,aggressive"
)
PIANO = (
    "take_id id; student_id id; recording audio; sheet_image image; teacher_remarks text; composer category =bach,chopin,ravel; "
    "hall category =small,large; duration_s number 20..900; student_age integer 6..80; recorded date; -rhythm_score number 0..10; "
    "-dynamics_score number 0..10; -pedal_score number 0..10; -passed boolean"
)
SAWMILL = (
    "board_id id; face_image image; xray_profile series; operator_comment text; species category =spruce,pine,larch; "
    "mill category =M1,M2; moisture_pct number 5..40; length_mm integer 2000..6000; cut_on date; -grade category =A,C,B,D; "
    "-knots integer 0..60; -strength_mpa number 5..90; -stiffness_gpa number 3..20; -splits boolean; -twists boolean; -stains boolean"
)
FUNGI = (
    "obs_id id; cap_photo image; gill_photo image; habitat_text text; spore_colour category =white,brown,black,pink; "
    "finder category =Ida,Jon,Kim; lat latitude; lon longitude; found_on date; cap_cm number 1..40; -edible boolean; "
    "-species category =bolete,amanita,russula,inkcap; -toxicity category =none,deadly,mild,severe"
)
RECIPE = (
    "recipe_id id; dish_photo image; instructions text; ingredients text; cuisine category =thai,french,turkish; "
    "author category =a1,a2,a3; prep_min integer 5..240; servings integer 1..12; posted date; -avg_rating number 1..5; "
    "-calories_kcal number 50..2000; -sugar_g number 0..200; -allergens category =nuts|milk,nuts,milk,egg|milk,egg; "
    "-cooked_again boolean"
)
PARK = (
    "lot_id id; entrance_cam image; occupancy_curve series; weather_text text; district category =centre,north,fair; "
    "spaces integer 20..900; price_eur number 0..6; is_holiday boolean; observed date; -free_in_15min integer 0..800; "
    "-free_in_60min integer 0..800; -full_by_noon boolean; -fines_today integer 0..90"
)
CONTRACT = (
    "doc_id id; contract_text text; signature_scan image; counterparty category =acme,bolt,corp; governing_law category =uk,de,ny; "
    "lawyer category =L1,L2,L3; value_eur number 100..9000000; pages integer 1..300; signed_on date; "
    "-risk category =medium,low,high; -disputed boolean; -renewal_months integer 0..120; -penalty_eur number 0..500000"
)

SEEN: tuple[Case, ...] = (
    Case(
        "e15-phone-price",
        PHONE,
        "predict sale price from photos and seller text, MAE",
        "sale_price",
        "regression",
        "mae",
    ),
    Case(
        "e15-phone-condition",
        PHONE,
        "How worn is each phone? poor, fair, good, mint, in that order, and a mint one called poor is far worse than a mint one "
        "called good. Don't use the seller rating or when it was listed.",
        "condition",
        "ordinal",
        "cohen_kappa_quadratic rank_mae",
        without="seller_rating listed_on",
        levels="poor fair good mint",
    ),
    Case(
        "e15-phone-sold",
        PHONE,
        "Will a listing sell? F1. The model runs in our app, so under 3 ms per listing and 500k paramters tops. No battery "
        "percentage please, sellers make it up.",
        "sold",
        "binary",
        "f1",
        without="battery_pct",
        params=500_000,
        latency=3,
    ),
    Case(
        "e15-sherd-vessel",
        SHERD,
        "vessel type. cups are rare but matter as much as the rest -> macro f1. leave out trench & excavator",
        "vessel_type",
        "multiclass",
        "f1_macro",
        without="trench excavator",
    ),
    Case(
        "e15-sherd-period",
        SHERD,
        "Work out the period of each sherd. The periods follow one another (neolithic, bronze, iron, roman), so calling bronze "
        "iron is a small slip and calling it roman a big one. I have about 20 minutes.",
        "period",
        "ordinal",
        "cohen_kappa_quadratic rank_mae",
        levels="neolithic bronze iron roman",
    ),
    Case(
        "e15-sherd-decor",
        SHERD,
        "Which decoration techniques does a sherd show? It can show several, they are joined by a | in the table. Use only the "
        "surface photo and the fabric notes. Micro F1.",
        "decoration",
        "multilabel",
        "f1_micro",
        only="surface_photo fabric_notes",
        separator="|",
    ),
    Case(
        "e15-snow-avalanche",
        SNOW,
        "Will there be an avalanche within the next 24 hours? That happens on maybe 2 % of the days. A false alarm closes a road, "
        "a missed one buries a bus, so catch as many as possible. The observer's note isn't always there but use it anyway.",
        "avalanche_24h",
        "binary",
        "recall f2 average_precision balanced_accuracy",
    ),
    Case(
        "e15-snow-danger",
        SNOW,
        "danger level 1-5, quadratic weighted kappa, no webcam, no valley",
        "danger_level",
        "ordinal",
        "cohen_kappa_quadratic",
        without="webcam valley",
    ),
    Case(
        "e15-snow-runout",
        SNOW,
        "How far will the snow run out, in metres? For the hazard map we need the 10th, 50th and 90th percentiles and not a single "
        "value. Evaluate it on the most recent winter rather than on random rows.",
        "runout_m",
        "regression",
        "pinball",
        quantiles=(0.1, 0.5, 0.9),
    ),
    Case(
        "e15-dog-stay",
        DOG,
        "We want to know how long a dog stays with us until it is adopted. Dogs still waiting have adopted = 0 and their days so far. "
        "Kennel number is pure chance, drop it.",
        "days_in_shelter adopted",
        "survival",
        without="kennel",
    ),
    Case(
        "e15-dog-temper",
        DOG,
        "temperament from the photo and the bark only, accuracy is fine",
        "temperament",
        "multiclass",
        "accuracy",
        only="photo bark",
    ),
    Case(
        "e15-dog-returned",
        DOG,
        "Which dogs will be returned by their new family? Only about one in twenty is. I'd like the risky ones ranked on top, so "
        "judge by average precision. Please make it one single model, no ensemble.",
        "returned",
        "binary",
        "average_precision",
    ),
    Case(
        "e15-piano-all",
        PIANO,
        "Predict all three scores at once (rhythm, dynamics, pedal), rmse. The hall should be ignored and so should the age of the "
        "student.",
        "rhythm_score dynamics_score pedal_score",
        "multitarget",
        "rmse",
        without="hall student_age",
    ),
    Case(
        "e15-piano-pass",
        PIANO,
        "pass or fail, percent correct. The teacher's remarks are written after the jury met, so leave em out. Takes of one student "
        "must never be on both sides of the split.",
        "passed",
        "binary",
        "accuracy",
        without="teacher_remarks",
    ),
    Case(
        "e15-piano-sheet",
        PIANO,
        "Given a recording, find the sheet image that belongs to it among all sheets. Nothing but these two columns. Recall at 5.",
        "sheet_image",
        "retrieval",
        "recall_at_5",
        only="recording sheet_image",
    ),
    Case(
        "e15-saw-defects",
        SAWMILL,
        "For every board say whether it splits, twists and stains; a board can have none of these or all of them.",
        "splits twists stains",
        "multilabel",
    ),
    Case(
        "e15-saw-strength",
        SAWMILL,
        "How strong is a board, in MPa? R2. Testing breaks the board, that's why we want to guess it from the x-ray profile and the "
        "face image. The operator's comment is not to be trusted, exclude it.",
        "strength_mpa",
        "regression",
        "r2",
        without="operator_comment",
    ),
    Case(
        "e15-saw-both",
        SAWMILL,
        "strength plus stiffness, no mill, no moisture",
        "strength_mpa stiffness_gpa",
        "multitarget",
        without="mill moisture_pct",
    ),
    Case(
        "e15-saw-knots",
        SAWMILL,
        "Count the knots on each board. We used to grade by hand and the grade is in there as well, but it's the knots I'm after. "
        "Being off by a lot once in a while is fine, look at the median absolute error.",
        "knots",
        "regression",
        "median_ae",
    ),
    Case(
        "e15-fungi-edible",
        FUNGI,
        "Can I eat it? When the model says edible it has to be right. Not who found it, please.",
        "edible",
        "binary",
        "precision average_precision",
        without="finder",
    ),
    Case(
        "e15-fungi-species",
        FUNGI,
        "clasify the speices, balanced acuracy, without the coordinates, keep the date",
        "species",
        "multiclass",
        "balanced_accuracy",
        without="lat lon",
    ),
    Case(
        "e15-fungi-toxic",
        FUNGI,
        "Toxicity: none < mild < severe < deadly. Must work on a phone offline, at most 8 ms and 2M weights.",
        "toxicity",
        "ordinal",
        "",
        levels="none mild severe deadly",
        latency=8,
        params=2_000_000,
    ),
    Case(
        "e15-recipe-food",
        RECIPE,
        "I run a small diet app. People photograph what they cook and write how they made it, and I want to show them the calories "
        "and the sugar in it, both of them. Who wrote the recipe shouldn't matter, so the author stays outside. MAE.",
        "calories_kcal sugar_g",
        "multitarget",
        "mae",
        without="author",
    ),
    Case(
        "e15-recipe-again",
        RECIPE,
        "tell me whether somebody cooks a recipe again. log loss. everything except the photo may be used",
        "cooked_again",
        "binary",
        "log_loss",
        without="dish_photo",
    ),
    Case(
        "e15-recipe-rating",
        RECIPE,
        "What average rating will a new recipe get? Big misses hurt more than small ones. I don't want prep time, servings or the "
        "cuisine in it.",
        "avg_rating",
        "regression",
        "rmse",
        without="prep_min servings cuisine",
    ),
    Case(
        "e15-park-hour",
        PARK,
        "number of free spaces an hour from now, mean absolute error, skip the camera. train on older days, test on newer ones",
        "free_in_60min",
        "regression",
        "mae",
        without="entrance_cam",
    ),
    Case(
        "e15-contract-risk",
        CONTRACT,
        "Sort the contracts into low, medium and high risk. A high one filed as low is the worst that can happen to us. Neither the "
        "lawyer nor the counterparty may influence the result. The texts are confidential: train with differential privacy.",
        "risk",
        "ordinal",
        "",
        without="lawyer counterparty",
        levels="low medium high",
    ),
    Case(
        "e15-contract-penalty",
        CONTRACT,
        "How much penalty do we end up paying per contract? Percentage error counts, i.e. 10 % off is 10 % off whether the sum is "
        "small or large. Max 1 GB of memory.",
        "penalty_eur",
        "regression",
        "mape smape",
        memory=1024,
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "e15-piano-score",
        PIANO,
        "Predict the score of each take from the recording, MAE.",
        ask="rhythm_score dynamics_score pedal_score",
    ),
    Case(
        "e15-park-free",
        PARK,
        "How many spaces will be free in a bit? Leave out the weather text.",
        ask="free_in_15min free_in_60min",
    ),
)
