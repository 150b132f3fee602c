"""Thirty statements of ordinary users, written before any rule was read for them. Read
once: 17 of 30 right, 3 refused without need, 2 with another target (one of them with one
of its two), 1 unclear one guessed. (A metric that is called otherwise here, and a memory
in bytes, were put right before that.)
"""

from statement_suite import Case

SCOOT = (
    "ride_id id; parking_photo image; motor_sound audio; imu series; rider_comment text; city category "
    "=Lyon,Graz,Porto; fw_ver category =v31,v32,v40; batt_pct integer 0..100; dist_km number 0..30; "
    "odo_km integer 0..9000; n_brakes integer 0..200; started_at date; -badly_parked boolean; -fault "
    "category =none,brake,motor,tyre,light; -range_left_km number 0..60; -fare_eur number 0..40; "
    "-rider_stars integer 1..5"
)
DAIRY = (
    "cow_id id; muzzle_img image; vet_note text; rumination series; breed category =HF,Jersey,Simmental; "
    "parity integer 1..9; dim integer 0..400; barn category =A,B,C; feed_kg number 0..60; milk_kg number "
    "0..70; fat_pct number 2..7; prot_pct number 2..5; scc integer 5..5000; mastitis boolean; lame_score "
    "integer 1..5; bcs category =thin,ok,fat; weighed_on date"
)
PHYSIO = (
    "visit id; shoulder_xray image; gait series; anamnesis text; sex category =f,m,x; age_y integer "
    "16..95; bmi number 15..50; therapist category =TK,LM,OS; insurer category =public,private,self; "
    "pain_vas_in integer 0..10; n_sessions integer 1..30; -pain_vas_out integer 0..10; -rom_deg number "
    "0..180; -readmit_90d boolean; -no_show boolean; -dx category =impingement,frozen,tear,arthrosis"
)
VINTAGE = (
    "sku id; front_img image; label_img image; descr text; cat category =coat,dress,jeans,bag; size_eu "
    "integer 32..52; cond category =poor,fair,good,mint; decade category =d60,d70,d80,d90; brand_known "
    "boolean; in_eur number 0..200; listed_at date; days_to_sell integer 0..365; sold_eur number 1..900; "
    "returned boolean; style_tags category =boho|retro,retro,punk|boho,mod|retro,mod"
)
HEAT = (
    "anlage_nr id; typenschild_bild image; geraeusch audio; stoerungstext text; baujahr integer "
    "1995..2024; kaeltemittel category =R32,R290,R410A; vorlauf_c number 20..70; aussentemp_c number "
    "0..40; wohnflaeche_qm integer 40..400; region category =nord,sued; messdatum date; "
    "-verbrauch_heute_kwh number 0..90; -verbrauch_morgen_kwh number 0..90; -cop number 1..7; "
    "-ausfall_7d boolean; -ursache category =verdichter,ventil,sensor,luefter"
)
RUN = (
    "bib id; finish_photo image; hr_trace series; blog_post text; club category =none,LG,TSV; shoe "
    "category =nova,zoom,peg; age integer 18..85; wk_km number 0..180; pb_min number 125..400; temp_c "
    "number 0..35; half_split_min number 60..200; race_day date; hit_wall boolean; dnf boolean; "
    "net_time_min number 125..420; place integer 1..9000"
)

SEEN: tuple[Case, ...] = (
    Case(
        "e21-scoot-park",
        SCOOT,
        (
            "From the photo alone: is the scooter badly parked? Riders we accuse wrongly never come "
            "back, so only flag one when you're really sure."
        ),
        target="badly_parked",
        kind="binary",
        metric="precision f0_5 f05 f0.5",
        only="parking_photo",
    ),
    Case(
        "e21-scoot-fault",
        SCOOT,
        (
            "which fault does it have? motor sound + imu, that's all you get. light faults are rare but "
            "count just as much as the frequent ones"
        ),
        target="fault",
        kind="multiclass",
        metric="f1_macro balanced_accuracy recall_macro",
        only="motor_sound imu",
    ),
    Case(
        "e21-scoot-range",
        SCOOT,
        (
            "How many km of range are left? I want a pesimistic number (10% quantile), the median and an "
            "optimistic one (90%). Leave the firmware version out."
        ),
        target="range_left_km",
        kind="regression",
        metric="pinball",
        without="fw_ver",
        quantiles=(0.1, 0.5, 0.9),
    ),
    Case(
        "e21-scoot-stars",
        SCOOT,
        (
            "Stars the rider will give, 1 to 5, treat as ordinal. Don't read the comment, and where it "
            "was (city) isn't fair either, so drop it."
        ),
        target="rider_stars",
        kind="ordinal",
        without="rider_comment city",
    ),
    Case(
        "e21-scoot-fare",
        SCOOT,
        (
            "fare in euros. on average, how many euros are we off? that is what counts. must answer "
            "within 5 ms, no more than 300k parameters"
        ),
        target="fare_eur",
        kind="regression",
        metric="mae",
        params=300000,
        latency=5,
    ),
    Case(
        "e21-dairy-mast",
        DAIRY,
        (
            "Does she have mastitis, yes or no? A sick cow we miss costs us about 400 euros, a needless "
            "check 10. The cell count (scc) is only measured afterwards, so it can't be an input."
        ),
        target="mastitis",
        kind="binary",
        metric="recall f2",
        without="scc",
    ),
    Case(
        "e21-dairy-milk",
        DAIRY,
        (
            "predict milk_kg, mean abs. error, but please not from fat or protein, these are measured in "
            "the very same milk"
        ),
        target="milk_kg",
        kind="regression",
        metric="mae",
        without="fat_pct prot_pct",
    ),
    Case(
        "e21-dairy-two",
        DAIRY,
        "Fat percentage and protein percentage in one go, R², keep the photo out of it",
        target="fat_pct prot_pct",
        kind="multitarget",
        metric="r2",
        without="muzzle_img",
    ),
    Case(
        "e21-dairy-lame",
        DAIRY,
        (
            "How lame is a cow? The score goes from 1 (fine) over 2, 3, 4 to 5 (can't walk), it's a "
            "scale with ordered steps, so calling a 5 a 1 is far worse than calling it a 4. No text."
        ),
        target="lame_score",
        kind="ordinal",
        metric="cohen_kappa_quadratic rank_mae",
        without="vet_note",
    ),
    Case(
        "e21-dairy-bcs",
        DAIRY,
        "bcs (thin < ok < fat) from muzzle_img, breed and dim, no other inputs",
        target="bcs",
        kind="ordinal",
        only="muzzle_img breed dim",
        levels="thin ok fat",
    ),
    Case(
        "e21-physio-show",
        PHYSIO,
        (
            "Who won't show up for the appointment? average precision pls. The insurer must not play any "
            "role!"
        ),
        target="no_show",
        kind="binary",
        metric="average_precision",
        without="insurer",
    ),
    Case(
        "e21-physio-dx",
        PHYSIO,
        (
            "Which of the four diagnoses is it? You may look at the x-ray and the anamnesis, at nothing "
            "else. I count the share of correct ones."
        ),
        target="dx",
        kind="multiclass",
        metric="accuracy",
        only="shoulder_xray anamnesis",
    ),
    Case(
        "e21-physio-pain",
        PHYSIO,
        (
            "I'd love to know the pain after treatment (not the one at the start, we know that already). "
            "Regression, MAE is fine. Use neither sex nor age."
        ),
        target="pain_vas_out",
        kind="regression",
        metric="mae",
        without="sex age_y",
    ),
    Case(
        "e21-physio-rom",
        PHYSIO,
        (
            "range of motion in degrees; one big miss is much worse for us than several small ones. "
            "therapist stays out."
        ),
        target="rom_deg",
        kind="regression",
        metric="rmse mse",
        without="therapist",
    ),
    Case(
        "e21-vint-tags",
        VINTAGE,
        (
            "Tag the items: which styles apply? There can be more than one per item. Use the two "
            "pictures and the description and nothing else."
        ),
        target="style_tags",
        kind="multilabel",
        only="front_img label_img descr",
    ),
    Case(
        "e21-vint-sold",
        VINTAGE,
        (
            "For how many euros will a piece be sold? Being 10% off on a coat for 400 is as bad as being "
            "10% off on a bag for 40. Days to sell and whether it gets returned aren't known at that "
            "time."
        ),
        target="sold_eur",
        kind="regression",
        metric="mape smape wape rmsle msle",
        without="days_to_sell returned",
    ),
    Case(
        "e21-vint-cond",
        VINTAGE,
        (
            "Condition of the piece, poor < fair < good < mint. Ignore what we paid (in_eur), what it "
            "sold for, whether it came back and how many days it took."
        ),
        target="cond",
        kind="ordinal",
        without="in_eur sold_eur returned days_to_sell",
        levels="poor fair good mint",
    ),
    Case(
        "e21-vint-decade",
        VINTAGE,
        (
            "what decade is this from?? label photo only, at most 1 million parameters, and just plain "
            "classification"
        ),
        target="decade",
        kind="multiclass",
        only="label_img",
        params=1000000,
    ),
    Case(
        "e21-heat-morgen",
        HEAT,
        (
            "I need tomorrow's electricity consumption, RMSE, without the outside temperature because "
            "that sensor is broken half of the time."
        ),
        target="verbrauch_morgen_kwh",
        kind="regression",
        metric="rmse",
        without="aussentemp_c",
    ),
    Case(
        "e21-heat-rank",
        HEAT,
        (
            "Which heat pumps will fail within the next 7 days? Our two fitters can't visit them all, so "
            "I need a ranking with the failing ones at the top."
        ),
        target="ausfall_7d",
        kind="binary",
        metric="average_precision roc_auc",
    ),
    Case(
        "e21-heat-cause",
        HEAT,
        (
            "cause of the breakdown, only from the noise and the error text. recall averaged over the "
            "classes. has to run in 512 MiB of memory"
        ),
        target="ursache",
        kind="multiclass",
        metric="recall_macro balanced_accuracy",
        only="geraeusch stoerungstext",
        memory=512,
    ),
    Case(
        "e21-heat-cop",
        HEAT,
        (
            "Hi, we look after about 900 heat pumps and I have a table with photos of the type plate, "
            "sound clips and the usual numbers. Please build me something that tells the COP; I judge it "
            "by the share of variance explained. Year of construction and region shall not be used."
        ),
        target="cop",
        kind="regression",
        metric="r2",
        without="baujahr region",
    ),
    Case(
        "e21-run-time",
        RUN,
        (
            "Forecast the net finishing time in minutes, MAE. place, dnf, hit_wall and of course the "
            "finish photo are only there after the race"
        ),
        target="net_time_min",
        kind="regression",
        metric="mae",
        without="place dnf hit_wall finish_photo",
    ),
    Case(
        "e21-run-dnf",
        RUN,
        (
            "Who doesn't finish? F1 score. Don't use what comes later: finish photo, net time, place, "
            "hit_wall. The half split is allowed."
        ),
        target="dnf",
        kind="binary",
        metric="f1",
        without="finish_photo net_time_min place hit_wall",
    ),
    Case(
        "e21-run-wall",
        RUN,
        "did the runner hit the wall - heart rate trace and weekly kilometers only, balanced acuracy",
        target="hit_wall",
        kind="binary",
        metric="balanced_accuracy",
        only="hr_trace wk_km",
    ),
    Case(
        "e21-run-shoe",
        RUN,
        "Look only at the finish photo: which shoe is worn?",
        target="shoe",
        kind="multiclass",
        only="finish_photo",
    ),
    Case(
        "e21-run-quant",
        RUN,
        (
            "net time of each runner: the 20% and the 80% quantile. Not allowed as inputs: photo, place, "
            "hit_wall, dnf"
        ),
        target="net_time_min",
        kind="regression",
        metric="pinball",
        without="finish_photo place hit_wall dnf",
        quantiles=(0.2, 0.8),
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "e21-physio-ask",
        PHYSIO,
        "Will there be trouble with this patient? ROC AUC",
        ask="readmit_90d no_show",
    ),
    Case(
        "e21-vint-ask",
        VINTAGE,
        "Tell me how well a piece will sell. RMSE. No text please",
        ask="days_to_sell sold_eur",
    ),
    Case(
        "e21-heat-ask",
        HEAT,
        "predict the consumption in kWh, mean absolute error",
        ask="verbrauch_heute_kwh verbrauch_morgen_kwh",
    ),
)
