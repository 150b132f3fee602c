"""Twenty statements of other domains, by the same writer after the mending for the
first. Read once: 14 of 20 right, 1 with another target, 1 unclear one guessed.
"""

from statement_suite import Case

HOTEL = (
    "booking_id id; room_photo image; guest_request text; review_text text; room_type category "
    "=single,double,suite; lead_days integer 0..400; nights integer 1..30; adults integer 1..6; country "
    "category =DE,GB,PT,US; agent category =A9,A14,none; booked_on date; adr_eur number 20..600; "
    "deposit_paid boolean; cancelled boolean; cancel_fee_eur number 0..900; stars integer 1..5; "
    "minibar_eur number 0..300; total_bill_eur number 20..9000"
)
CLAIM = (
    "claim_no id; damage_photo image; police_report text; caller_audio audio; car_make category "
    "=vw,bmw,kia; driver_age integer 18..90; driver_sex category =f,m; policy_start date; km_per_year "
    "integer 0..80000; premium_eur number 100..3000; adjuster category =Roth,Singh,Moll; "
    "-repair_cost_eur number 0..40000; -total_loss boolean; -fraud boolean; -severity category "
    "=none,minor,major,write-off; -days_to_settle integer 0..400; -damaged_parts category "
    "=door|hood,door,hood,bumper|light,light"
)
SOIL = (
    "plot id; drone_image image; nir vector; weather_log series; farmer_note text; crop category "
    "=wheat,maize,beet; lat latitude; lon longitude; fertiliser_kg_ha number 0..300; sown_on date; "
    "tractor category =T1,T2; nitrogen_pct number 0..1; phosphorus_mg number 0..90; ph number 4..9; "
    "yield_t_ha number 0..15; yield_last_year number 0..15; drought_stress category =none,mild,strong; "
    "weeds_present boolean"
)
GAME = (
    "player_id id; replay video; chat_log text; clicks series; platform category =pc,ps5,xbox; region "
    "category =eu,na,asia; level integer 1..99; hours_played number 0..3000; registered date; spent_usd "
    "number 0..2000; -spend_next_month_usd number 0..900; -quit_next_month boolean; -toxic boolean; "
    "-skill_tier category =bronze,silver,gold,platinum; -session_minutes number 0..600; -matches_won "
    "integer 0..200"
)
PIPE = (
    "segment_id id; acoustic audio; cctv_video video; pressure series; inspector_note text; material "
    "category =iron,pvc,clay; diameter_mm integer 50..1200; laid_year integer 1900..2022; depth_m number "
    "0..8; district category =n,s,e,w; -leak boolean; -leak_rate_lph number 0..500; -years_to_burst "
    "number 0..80; -burst boolean; -condition integer 1..5; -defect_kind category "
    "=root,crack,offset,none"
)

SEEN: tuple[Case, ...] = (
    Case(
        "e19-hotel-cancel",
        HOTEL,
        (
            "Hi! I manage a small hotel and I'd love to know which bookings get cancelled. The cancellation fee, "
            "the review, the stars, the minibar and the total bill only exist afterwards, so please leave them "
            "out. Recall matters to us but not alone, so F1."
        ),
        target="cancelled",
        kind="binary",
        metric="f1",
        without="cancel_fee_eur review_text stars minibar_eur total_bill_eur",
    ),
    Case(
        "e19-hotel-rate",
        HOTEL,
        "predict adr (average daily rate), MAPE, don't use total bill or cancel fee",
        target="adr_eur",
        kind="regression",
        metric="mape",
        without="total_bill_eur cancel_fee_eur",
    ),
    Case(
        "e19-hotel-nights",
        HOTEL,
        "How many nights will a guest stay? Exclude everything about money. mae",
        target="nights",
        kind="regression",
        metric="mae",
        without="adr_eur cancel_fee_eur minibar_eur total_bill_eur",
    ),
    Case(
        "e19-hotel-stars",
        HOTEL,
        "guess the star rating from the review text alone",
        target="stars",
        kind="ordinal",
        only="review_text",
    ),
    Case(
        "e19-claim-cost",
        CLAIM,
        (
            "What will it cost to fix the car? Root mean squared error. Sex and age of the driver must not play "
            "a role."
        ),
        target="repair_cost_eur",
        kind="regression",
        metric="rmse",
        without="driver_sex driver_age",
    ),
    Case(
        "e19-claim-fraud",
        CLAIM,
        (
            "Find fraudulent claims. Rare (about 1%). Investigators can only look at 30 a week so the top of the "
            "list has to be good. The adjuster shouldn't be used."
        ),
        target="fraud",
        kind="binary",
        metric="average_precision precision",
        without="adjuster",
    ),
    Case(
        "e19-claim-severity",
        CLAIM,
        "damage severity: none < minor < major < write-off. photo only. must fit in 64 MB RAM.",
        target="severity",
        kind="ordinal",
        only="damage_photo",
        memory=64,
        levels="none minor major write-off",
    ),
    Case(
        "e19-claim-parts",
        CLAIM,
        "List all damaged parts of the car from photo and police report, no audio please, f1 micro",
        target="damaged_parts",
        kind="multilabel",
        metric="f1_micro",
        without="caller_audio",
        separator="|",
    ),
    Case(
        "e19-claim-settle",
        CLAIM,
        "how long until a claim is settled, in days? median absolute error and not the premium",
        target="days_to_settle",
        kind="regression",
        metric="median_ae",
        without="premium_eur",
    ),
    Case(
        "e19-soil-yield",
        SOIL,
        (
            "Estimate this year's yield per hectare; last year's is ok as an input. Weeds, drought stress are "
            "judged after harvest, so off limits. R^2."
        ),
        target="yield_t_ha",
        kind="regression",
        metric="r2",
        without="weeds_present drought_stress",
    ),
    Case(
        "e19-soil-npk",
        SOIL,
        "Predict nitrogen, phosphorus and pH from the nir spectrum only",
        target="nitrogen_pct phosphorus_mg ph",
        kind="multitarget",
        only="nir",
    ),
    Case(
        "e19-soil-weeds",
        SOIL,
        "Are there weeds? drone image, nothing else. acuracy, < 50 ms on cpu",
        target="weeds_present",
        kind="binary",
        metric="accuracy",
        only="drone_image",
        latency=50,
    ),
    Case(
        "e19-game-quit",
        GAME,
        "wich players will stop playing next month? log loss, w/o chat log and region",
        target="quit_next_month",
        kind="binary",
        metric="log_loss",
        without="chat_log region",
    ),
    Case(
        "e19-game-spend",
        GAME,
        (
            "Predict how much money a player spends next month, rmsle. What he has spent so far may be used, "
            "platform may not."
        ),
        target="spend_next_month_usd",
        kind="regression",
        metric="rmsle",
        without="platform",
    ),
    Case(
        "e19-game-tier",
        GAME,
        (
            "Which skill tier does a player belong to, bronze to platinum? Quadratic weighted kappa, hours "
            "played excluded."
        ),
        target="skill_tier",
        kind="ordinal",
        metric="cohen_kappa_quadratic",
        without="hours_played",
        levels="bronze silver gold platinum",
    ),
    Case(
        "e19-pipe-leak",
        PIPE,
        (
            "Is the pipe leaking? A missed leak is far worse than digging for nothing. Inspector's notes are not "
            "allowed."
        ),
        target="leak",
        kind="binary",
        metric="recall f2",
        without="inspector_note",
    ),
    Case(
        "e19-pipe-burst",
        PIPE,
        "time until a pipe bursts, censored if it has not burst yet, without district",
        target="years_to_burst burst",
        kind="survival",
        metric="c_index",
        without="district",
    ),
    Case(
        "e19-pipe-defect",
        PIPE,
        (
            "If there is a defect, what kind? Use cctv video and note; not the district. All kinds equally "
            "important."
        ),
        target="defect_kind",
        kind="multiclass",
        metric="f1_macro balanced_accuracy recall_macro",
        without="district",
    ),
)
UNCLEAR: tuple[Case, ...] = (
    Case(
        "e19-hotel-ask",
        HOTEL,
        "How much does a guest pay?",
        ask="adr_eur total_bill_eur",
    ),
)
KNOWN = {"e19-soil-yield": "refused"}
