"""Twenty-two statements in English by people who had never seen the reader, kept unread
while it was mended for others: a ward for hearts, a solar farm, recipes, a sawmill.

Read before those others were mended: 17 of 22, one with another target without a word.
Read after: 19, the same one. All are read right now: "leave it out of it", units behind
one of a list, "the model may not see them".
"""

from statement_suite import Case

ENGLISH_HEART = """patient_id id; ecg series; chest_xray image; heart_sound audio;
 referral_letter text; age integer 18..95; sex category =f,m; systolic_bp number;
 ejection_fraction number; nyha_class category =I,II,III,IV; stay_days number;
 followup_days number; died boolean; readmitted_30d boolean"""

ENGLISH_SOLAR = """reading_id id; sky_photo image; thermal_image image;
 inverter_log series; latitude latitude; longitude longitude; logged_at date;
 ambient_temp_c number; module_temp_c number; wind_speed number;
 soiling category =none,light,heavy; power_limit_kw number; power_kw number;
 fault category =no_fault,hotspot,string_down,inverter"""

ENGLISH_RECIPE = """recipe_id id; title text; steps text; dish_photo image;
 cuisine category =italian,thai,mexican,indian; prep_minutes number;
 cook_minutes number; calories number; protein_g number; fat_g number;
 difficulty category =easy,medium,hard;
 allergens category =gluten|milk,nuts,egg|gluten,milk|nuts,soy;
 avg_rating number; n_reviews integer 0..5000"""

ENGLISH_SAWMILL = """log_id id; scan points; end_photo image;
 species category =spruce,pine,larch; length_m number; diameter_cm number;
 moisture_pct number; sawmill constant; felled_on date; forester_note text;
 -grade category =A,B,C,D; -cracked boolean; -volume_m3 number; -sale_price number"""

SEEN = (
    Case(
        "english-heart-survival",
        ENGLISH_HEART,
        "Survival analysis. followup_days is how long we watched each patient and died"
        " says whether he or she passed away in that time. C-index. Readmission and days"
        " of stay are not known at the start, drop them.",
        "followup_days died",
        "survival",
        "c_index",
        without="readmitted_30d stay_days",
    ),
    Case(
        "english-heart-readmit",
        ENGLISH_HEART,
        "Readmission within 30 days, AUROC. died and the follow-up time must not be used",
        "readmitted_30d",
        "binary",
        "roc_auc",
        without="died followup_days",
    ),
    Case(
        "english-heart-ef",
        ENGLISH_HEART,
        "Estimate ejection fraction from the ECG only. The model should stay below 500k"
        " params so that it fits the handheld.",
        "ejection_fraction",
        "regression",
        only="ecg",
        params=500_000,
    ),
    Case(
        "english-heart-nyha",
        ENGLISH_HEART,
        "NYHA class please (I is mildest, IV the worst, so it's ordinal). Nothing from"
        " after admission: no length of stay, no follow-up, no death, no readmission.",
        "nyha_class",
        "ordinal",
        without="stay_days followup_days died readmitted_30d",
    ),
    Case(
        "english-heart-stay",
        ENGLISH_HEART,
        "How many days will someone stay in hospital? I'd like a range rather than one"
        " number, i.e. the 10% and 90% quantiles, scored with pinball loss. Leave sex out"
        " of it, and also what only happens after discharge (followup_days, died,"
        " readmitted_30d).",
        "stay_days",
        "regression",
        "pinball",
        without="sex followup_days died readmitted_30d",
        quantiles=(0.1, 0.9),
    ),
    Case(
        "english-solar-power",
        ENGLISH_SOLAR,
        "power output right now in kW, rmse",
        "power_kw",
        "regression",
        "rmse",
    ),
    Case(
        "english-solar-fault",
        ENGLISH_SOLAR,
        "What kind of fault is it? Use thermal image and inverter log. We have few faults"
        " so F1 macro, and keep it under 1 GB of memory.",
        "fault",
        "multiclass",
        "f1_macro",
        memory=1024,
    ),
    Case(
        "english-solar-dirt",
        ENGLISH_SOLAR,
        "How soiled are the panels: none, light or heavy, in that order? The coordinates"
        " shouldnt be used, otherwise it just learns the site.",
        "soiling",
        "ordinal",
        without="latitude longitude",
    ),
    Case(
        "english-solar-module",
        ENGLISH_SOLAR,
        "Predict the module temperature. No pictures please, neither sky nor thermal.",
        "module_temp_c",
        "regression",
        without="sky_photo thermal_image",
    ),
    Case(
        "english-solar-wind",
        ENGLISH_SOLAR,
        "A colleague claims one can see how windy it is from the clouds. I doubt it but"
        " let's try: predict wind speed just from the sky photos, no other inputs, and"
        " report R squared.",
        "wind_speed",
        "regression",
        "r2",
        only="sky_photo",
    ),
    Case(
        "english-recipe-allergens",
        ENGLISH_RECIPE,
        "Which allergens does a dish contain? There can be several per dish."
        " Macro-averaged F1",
        "allergens",
        "multilabel",
        "f1_macro",
    ),
    Case(
        "english-recipe-nutrition",
        ENGLISH_RECIPE,
        "predict calories, protein and fat, all three at once, from the photo and the"
        " title",
        "calories protein_g fat_g",
        "multitarget",
    ),
    Case(
        "english-recipe-hard",
        ENGLISH_RECIPE,
        "How difficult is the recipe, easy medium or hard? The average rating and the"
        " number of reviews don't exist yet for a new recipe so you can't use those.",
        "difficulty",
        "ordinal",
        without="avg_rating n_reviews",
    ),
    Case(
        "english-recipe-cuisine",
        ENGLISH_RECIPE,
        "cusine from photo. not the title, that gives it away",
        "cuisine",
        "multiclass",
        without="title",
    ),
    Case(
        "english-recipe-find",
        ENGLISH_RECIPE,
        "Given the cooking steps, find the photo that belongs to them among all the dish"
        " photos. Steps and photos only. Recall@10.",
        "dish_photo",
        "retrieval",
        "recall_at_10",
        only="steps dish_photo",
    ),
    Case(
        "english-sawmill-grade",
        ENGLISH_SAWMILL,
        "Grade the logs A to D, where A is the best and D is firewood. Cohen's kappa with"
        " quadratic weights.",
        "grade",
        "ordinal",
        "cohen_kappa_quadratic",
    ),
    Case(
        "english-sawmill-cracked",
        ENGLISH_SAWMILL,
        "cracked yes/no, log loss",
        "cracked",
        "binary",
        "log_loss",
    ),
    Case(
        "english-sawmill-volume",
        ENGLISH_SAWMILL,
        "Predict the volume of a log from the point cloud. Length and diameter are"
        " measured by hand and we'd like to stop doing that, so the model may not see"
        " them. Mean absolute percentage error.",
        "volume_m3",
        "regression",
        "mape",
        without="length_m diameter_cm",
    ),
    Case(
        "english-sawmill-price",
        ENGLISH_SAWMILL,
        "What price will a log sell for? And please ignore the forester's note, its often"
        " empty",
        "sale_price",
        "regression",
        without="forester_note",
    ),
    Case(
        "english-sawmill-two",
        ENGLISH_SAWMILL,
        "Our customer wants two numbers for each log, the volume in cubic meters and the"
        " sale price. One prediction should take no more than 20 miliseconds.",
        "volume_m3 sale_price",
        "multitarget",
        latency=20,
    ),
)

UNCLEAR = (
    Case(
        "english-solar-temperature",
        ENGLISH_SOLAR,
        "Predict the temperature, RMSE",
        ask="ambient_temp_c module_temp_c",
    ),
    Case(
        "english-recipe-minutes",
        ENGLISH_RECIPE,
        "How many minutes? It should work from title and steps.",
        ask="prep_minutes cook_minutes",
    ),
)
