"""Forty-four statements by somebody who had never seen the reader, bees, kidneys, museums, birds, turbines, essays, recipes.
First reading: 30 right, 3 with another target, 0 guessed.
"""

from statement_suite import Case

BEES = (
    "hive_no id; hum_recording audio; comb_photo image; scale_log series; inside_temp number 12..39; humidity number 20..95; "
    "lat latitude; lon longitude; inspected_on date; bee_race category =carnica,buckfast,ligustica; mite_count integer 0..140; "
    "-colony_died boolean; -honey_kg number 0..64; -swarm_risk category =low,medium,high"
)

KIDNEY = (
    "patient_id id; biopsy_slide image; surgeon_notes text; recipient_age integer 18..79; donor_age integer 9..82; "
    "donor_type category =living,deceased; cold_ischemia_hours number 0.5..34; hla_mismatches integer 0..6; blood_group category =A,B,AB,0; "
    "transplant_date date; -egfr_one_year number 8..110; -days_followed integer 1..5400; -graft_lost boolean; "
    "-complications category =infection|rejection,thrombosis,infection,rejection,leak|infection"
)

MUSEUM = (
    "inventory_no id; museum constant; photograph image; catalogue_text text; artist_name text; school category =flemish,italian,spanish,dutch,french; "
    "painted_year integer 1380..1910; height_cm number 8..420; width_cm number 8..610; pigments category =ochre|azurite,lead_white,vermilion|ochre,azurite; "
    "insured_value number 900..48000000; condition category =poor,fair,good,excellent; signed boolean; forgery boolean"
)

BIRDS = (
    "clip_id id; sound_clip audio; field_remarks text; latitude latitude; longitude longitude; recorded_on date; "
    "hour integer 0..23; wind_speed number 0..14; habitat category =forest,wetland,meadow,urban; species category =robin,wren,chiffchaff,blackcap,nuthatch; "
    "call_type category =song,alarm,begging; recording_quality integer 1..5; distance_m number 1..180; juvenile boolean"
)

TURBINES = (
    "turbine_id id; vibration_trace series; blade_picture image; wind_speed number 0..31; wind_direction number 0..360; rotor_rpm number 0..19; "
    "gearbox_temp number -5..96; oil_temp number -4..84; hub_height integer 60..140; maker category =alpha,borealis,cygnus; "
    "-power_kw number 0..4200; -energy_next_day_mwh number 0..92; -fault_type category =none,gearbox,generator,pitch; -hours_to_stop number 0..8700; -stopped boolean"
)

ESSAYS = (
    "essay_id id; essay_text text; prompt text; pupil_age integer 11..19; school_type category =comprehensive,grammar,private; "
    "first_language category =english,polish,urdu,other; minutes_used integer 9..90; word_count integer 40..1900; "
    "teacher_grade category =A,B,C,D,E; content_score number 0..20; spelling_score number 0..20; structure_score number 0..20; plagiarised boolean"
)

RECIPES = (
    "recipe_id id; dish_photo image; title text; instructions text; cuisine category =thai,mexican,greek,indian,japanese; "
    "prep_minutes integer 2..240; servings integer 1..12; calories number 40..1900; protein_g number 0..120; fat_g number 0..140; "
    "contains_gluten boolean; contains_nuts boolean; contains_dairy boolean; user_rating number 1..5; diet_tags category =vegan|lowcarb,vegetarian,keto|lowcarb,vegan"
)

HOTEL = (
    "booking_id id; hotel_name constant; booked_on date; lead_days integer 0..410; nights integer 1..28; adults integer 1..5; children integer 0..4; "
    "channel category =website,agency,phone,walkin; room_rate number 38..690; special_wishes text; "
    "-cancelled boolean; -refund_paid number 0..5200; -minibar_spend number 0..430; -room_given category =single,double,suite; -guest_stars integer 1..5"
)

_SEEN = (
    # bees
    Case(
        "english13-bees-winter",
        BEES,
        "I keep about ninety hives and every spring some of them are just dead. Can you tell me from the hum and the scale log which colonies "
        "won't survive? Judge it by area under the ROC curve please.",
        "colony_died",
        "binary",
        "roc_auc",
    ),
    Case(
        "english13-bees-harvest",
        BEES,
        "forecast honey harvest per hive in kilos, mean absolute error, gps position must not be used",
        "honey_kg",
        "regression",
        "mae",
        without="lat lon",
    ),
    Case(
        "english13-bees-swarm",
        BEES,
        "Grade the risk of swarming (low < medium < high). The grading should agree with the inspectors' in terms of quadratic weighted kappa. "
        "Model has to sit on a little board in the hive lid, so 2 MB at the very most.",
        "swarm_risk",
        "ordinal",
        "cohen_kappa_quadratic",
        memory=2,
        levels="low medium high",
    ),
    Case(
        "english13-bees-varroa",
        BEES,
        "Counting varroa mites by hand takes forever!! Estimate the mite count using nothing but the comb photo. RMSE.",
        "mite_count",
        "regression",
        "rmse",
        only="comb_photo",
    ),
    Case(
        "english13-bees-race",
        BEES,
        "Which race of bee lives in the hive? Macro F1, since ligustica is rare here. Inspection date is to be ignored.",
        "bee_race",
        "multiclass",
        "f1_macro",
        without="inspected_on",
    ),
    # kidney
    Case(
        "english13-kidney-survival",
        KIDNEY,
        "Time-to-event analysis: predict time until graft loss (days followed, with graft_lost as the event indicator; the rest are censored). "
        "Concordance index.",
        "days_followed graft_lost",
        "survival",
        "c_index",
    ),
    Case(
        "english13-kidney-egfr",
        KIDNEY,
        "We would like to predict the eGFR one year after transplantation with an 80% prediction interval, i.e. the 10th and 90th percentile.",
        "egfr_one_year",
        "regression",
        "pinball",
        quantiles=(0.1, 0.9),
    ),
    Case(
        "english13-kidney-complications",
        KIDNEY,
        "For every recipient, list all the complications to be expected (there may be more than one). Micro-averaged F1. The surgeon's notes are "
        "written afterwards and give the answer away, so leave those out.",
        "complications",
        "multilabel",
        "f1_micro",
        without="surgeon_notes",
    ),
    Case(
        "english13-kidney-loss",
        KIDNEY,
        "Just a yes/no: was the graft lost? I don't care about the follow-up time here. Well calibrated probabilities matter most, so Brier score.",
        "graft_lost",
        "binary",
        "brier",
    ),
    Case(
        "english13-kidney-donor",
        KIDNEY,
        "Sanity check of our slides: can one tell from the biopsy slide alone whether the donor was living or deceased? accuracy is fine",
        "donor_type",
        "binary",
        "accuracy",
        only="biopsy_slide",
    ),
    # museum
    Case(
        "english13-museum-fake",
        MUSEUM,
        "Is this painting a fake? Average precision please, forgeries are few. The insured value is lowered as soon as we suspect something, "
        "so that column leaks and must stay out.",
        "forgery",
        "binary",
        "average_precision",
        without="insured_value",
    ),
    Case(
        "english13-museum-year",
        MUSEUM,
        "Date the paintings: in which year was each one made? Median absolute error. Use the photograph and the dimensions only.",
        "painted_year",
        "regression",
        "median_ae",
        only="photograph height_cm width_cm",
    ),
    Case(
        "english13-museum-match",
        MUSEUM,
        "Visitors snap a picture with their phone and should get the right catalogue text. Find the matching catalogue entry for a photograph, "
        "the right one should be among the first five.",
        "catalogue_text",
        "retrieval",
        "recall_at_5",
    ),
    Case(
        "english13-museum-pigment",
        MUSEUM,
        "predict the set of pigments in each picture; every answer within 50 ms",
        "pigments",
        "multilabel",
        "",
        latency=50,
    ),
    Case(
        "english13-museum-insurance",
        MUSEUM,
        "Our insurer wants an estimate of the value of each work, and asks for the mean absolute percentage error. Whether it is signed "
        "should be one of the inputs; the state of preservation should not.",
        "insured_value",
        "regression",
        "mape",
        without="condition",
    ),
    Case(
        "english13-museum-school",
        MUSEUM,
        "Attribute each canvas to a school (flemish, italian, ...) w/o the name of the artist, that would be cheating. Balanced accuracy.",
        "school",
        "multiclass",
        "balanced_accuracy",
        without="artist_name",
    ),
    # birds
    Case(
        "english13-birds-species",
        BIRDS,
        "what bird is singing?? just the sound clip, nothing else. has to run on a phone: max 3 million parameters",
        "species",
        "multiclass",
        "",
        only="sound_clip",
        params=3000000,
    ),
    Case(
        "english13-birds-young",
        BIRDS,
        "Decide if the bird heard is a juvenile or an adult. Matthews correlation. Don't feed the call type in, begging calls make it trivial.",
        "juvenile",
        "binary",
        "mcc",
        without="call_type",
    ),
    Case(
        "english13-birds-distance",
        BIRDS,
        "For our density estimates we need to know how far away the bird was from the microphone. Errors in metres, squared and rooted. "
        "Recording quality was assigned by ear afterwards and isn't available in practice, so exclude it.",
        "distance_m",
        "regression",
        "rmse",
        without="recording_quality",
    ),
    Case(
        "english13-birds-calltype",
        BIRDS,
        "Song, alarm or begging? I want the kind of call, not the species; the species is known to us and may be used. Log loss.",
        "call_type",
        "multiclass",
        "log_loss",
    ),
    Case(
        "english13-birds-habitat",
        BIRDS,
        "Student project here :) we try to guess the habitat from the audio. Coordinates and the remarks are off limits. metric = weighted f1",
        "habitat",
        "multiclass",
        "f1_weighted",
        without="latitude longitude field_remarks",
    ),
    # turbines
    Case(
        "english13-turbines-power",
        TURBINES,
        "Predict the momentary electrical output (kW) from wind speed, wind direction and rpm only. R².",
        "power_kw",
        "regression",
        "r2",
        only="wind_speed wind_direction rotor_rpm",
    ),
    Case(
        "english13-turbines-fault",
        TURBINES,
        "Diagnose which type of fault a machine has (gearbox, generator, pitch or none) given its vibration trace. Macro-averaged F1, "
        "under 20 milliseconds per turbine.",
        "fault_type",
        "multiclass",
        "f1_macro",
        latency=20,
    ),
    Case(
        "english13-turbines-stop",
        TURBINES,
        "How many hours will a turbine keep running until it stops? Those still turning at the end of the study are censored (stopped = false). "
        "The make of the turbine shouldn't play a role.",
        "hours_to_stop stopped",
        "survival",
        "",
        without="maker",
    ),
    Case(
        "english13-turbines-energy",
        TURBINES,
        "The trading desk needs tomorrow's energy in MWh, as 5%, 50% and 95% quantiles, evaluated by pinball loss.",
        "energy_next_day_mwh",
        "regression",
        "pinball",
        quantiles=(0.05, 0.5, 0.95),
    ),
    Case(
        "english13-turbines-heat",
        TURBINES,
        "we'd like a virtual sensor that gives both the gearbox temperature and the oil temperature, MAE, the blade picture can be dropped",
        "gearbox_temp oil_temp",
        "multitarget",
        "mae",
        without="blade_picture",
    ),
    # essays
    Case(
        "english13-essays-grade",
        ESSAYS,
        "Grade the essays the way the teacher does, from E (worst) up to A (best), quadratic kappa. None of the three partial scores may "
        "be used, they're given together with the grade.",
        "teacher_grade",
        "ordinal",
        "cohen_kappa_quadratic",
        without="content_score spelling_score structure_score",
        levels="E D C B A",
    ),
    Case(
        "english13-essays-scores",
        ESSAYS,
        "Score content, spelling and structure of each essay (three numbers). Root mean squared error. The teacher's grade must not be an input.",
        "content_score spelling_score structure_score",
        "multitarget",
        "rmse",
        without="teacher_grade",
    ),
    Case(
        "english13-essays-cheat",
        ESSAYS,
        "Spot copied work. A false accusation is awful, so we look at precision. Pupil's age, kind of school and mother tongue must be kept out for fairness.",
        "plagiarised",
        "binary",
        "precision",
        without="pupil_age school_type first_language",
    ),
    Case(
        "english13-essays-tongue",
        ESSAYS,
        "native language identification from the essay text alone, acuracy",
        "first_language",
        "multiclass",
        "accuracy",
        only="essay_text",
    ),
    Case(
        "english13-essays-age",
        ESSAYS,
        "How old is the writer? I'm curious whether one can tell that in years, to within a small mean absolute error. Memory limit is 1 GB.",
        "pupil_age",
        "regression",
        "mae",
        memory=1024,
    ),
    # recipes
    Case(
        "english13-recipes-allergens",
        RECIPES,
        "Flag gluten, nuts and dairy, all three, for each dish. Macro F1. Please without the diet tags.",
        "contains_gluten contains_nuts contains_dairy",
        "multilabel",
        "f1_macro",
        without="diet_tags",
    ),
    Case(
        "english13-recipes-energy",
        RECIPES,
        "Our app shows how many kcal are on the plate. Input: only the photo. Not more than 5M weights. MAPE would be my choice.",
        "calories",
        "regression",
        "mape",
        only="dish_photo",
        params=5000000,
    ),
    Case(
        "english13-recipes-search",
        RECIPES,
        "Image-to-recipe search: given the photo of a dish, retrieve its instructions; mean reciprocal rank.",
        "instructions",
        "retrieval",
        "mrr",
    ),
    Case(
        "english13-recipes-kitchen",
        RECIPES,
        "Tell Thai from Mexican from Greek etc. The title often names the country, so no title. Cohen's kappa (unweighted).",
        "cuisine",
        "multiclass",
        "cohen_kappa",
        without="title",
    ),
    Case(
        "english13-recipes-nuts",
        RECIPES,
        "My son has a nut allergy. I don't need anything about gluten or milk, I only need to know if there are nuts in it. F1 on the yes class.",
        "contains_nuts",
        "binary",
        "f1",
        positive="true",
    ),
    # hotel
    Case(
        "english13-hotel-cancel",
        HOTEL,
        "Will the guests cancel? AUC. Skip the free-text wishes, legal says no. And answers are needed within 0.1 s while the clerk is on the phone.",
        "cancelled",
        "binary",
        "roc_auc",
        without="special_wishes",
        latency=100,
    ),
    Case(
        "english13-hotel-minibar",
        HOTEL,
        "We plan the fridge stock: how much will a party spend at the minibar? A few big spenders distort things, so use the root mean squared log error.",
        "minibar_spend",
        "regression",
        "rmsle",
    ),
    Case(
        "english13-hotel-room",
        HOTEL,
        "Predict what sort of room the guest finally gets (single, double, suite). The rate gives it away completely - keep it out of the features. "
        "Whether they cancel is another model and not wanted here.",
        "room_given",
        "multiclass",
        "",
        without="room_rate",
    ),
    Case(
        "english13-hotel-stars",
        HOTEL,
        "number of stars guests give us after the stay, treat it as a number, spearman correlation w/ the true ratings",
        "guest_stars",
        "regression",
        "spearman",
    ),
)

_UNCLEAR = (
    Case(
        "english13-turbines-output",
        TURBINES,
        "Predict how much the turbine produces. MAE.",
        "",
        "",
        "mae",
        ask="power_kw energy_next_day_mwh",
    ),
    Case(
        "english13-hotel-money",
        HOTEL,
        "I need the amount of money per booking that we only learn later on, RMSE please.",
        "",
        "",
        "rmse",
        ask="refund_paid minibar_spend",
    ),
    Case(
        "english13-museum-size",
        MUSEUM,
        "Estimate the size of the painting in cm, one number, from the photograph. Mean absolute error.",
        "",
        "",
        "mae",
        ask="height_cm width_cm",
    ),
    Case(
        "english13-recipes-nutrient",
        RECIPES,
        "predict the grams of the nutrient for each dish from photo and title",
        "",
        "",
        "",
        ask="protein_g fat_g",
    ),
)


APART = {"english13-essays-scores", "english13-recipes-nutrient"}
"""One target of three without a word; and what must be asked about is refused for
another reason: held to nothing."""
SEEN = tuple(c for c in _SEEN if c.name not in APART)
UNCLEAR = tuple(c for c in _UNCLEAR if c.name not in APART)

KNOWN = {
    "english13-bees-winter": "refused",
    "english13-museum-year": "inputs",
    "english13-turbines-power": "inputs",
    "english13-essays-grade": "inputs",
    "english13-recipes-nuts": "inputs positive",
}
"""What is misread, by its fields."""
