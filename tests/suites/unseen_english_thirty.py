"""Thirty statements, read once before anything was mended for them: 20 of 30 right, 5
refused without need, 1 with another target, 1 unclear one guessed. By a writer who had
not seen the reader: an eye clinic, a second-hand shop, trams, vineyards, a city's
hotline.
"""

from statement_suite import Case

EYE = (
    "pat_nr id; fundus_img image; oct_scan image; anamnese text; alter integer 18..95; geschl category "
    "=m,w; iod_mmhg number 6..50; visus_cc number 0..1.5; hba1c number 4..14; dm_dauer_j integer 0..50; "
    "arzt category =Dr_Roth,Dr_Lang,Dr_Uhl; -dr_grade category =none,mild,moderate,severe; -dme boolean; "
    "-laser_empf boolean; -crt_um number 150..900; -kontrolle_wo integer 1..52"
)
THRIFT = (
    "sku id; pic_front image; pic_label image; blurb text; brand category =Levis,Zara,COS,noname; "
    "garment category =shirt,jeans,coat,dress; size category =S,M,L,XL; cost_eur number 0..80; weight_g "
    "integer 50..3000; got_on date; shelf category =A1,B2,C3; ask_price number 2..300; sold_price number "
    "2..300; days_hung integer 0..365; after_sale category =kept,returned; flaws category "
    "=stain|hole,stain,fading,hole|fading,hole"
)
TRAM = (
    "ride_id id; wheel_audio audio; axle_vib series; cab_video video; driver_rep text; line category "
    "=L4,L9,L12; veh_type category =GT6,NF8,Combino; km_since_reprof number 0..200000; rail_temp_c "
    "number -20..60; speed_kmh number 0..70; depot category =nord,sued; meas_at date; -flat_spot "
    "boolean; -wear_mm number 0..12; -noise_in_dba number 40..100; -noise_out_dba number 50..110"
)
VINE = (
    "parz id; blatt_foto image; drone_tile image; temp_ts series; notiz text; rebsorte category "
    "=Riesling,Silvaner,Dornfelder; hang_grad number 0..45; lese_datum date; winzer category "
    "=Kern,Moll,Abt; boden category =loess,schiefer,kalk; spritzungen integer 0..14; -mehltau category "
    "=kein,leicht,stark; -botrytis boolean; -oechsle number 50..160; -saeure_gl number 3..15; "
    "-ertrag_kg number 200..20000"
)
CITY = (
    "case_no id; call_rec audio; transcript text; photo image; channel category =phone,app,web; district "
    "category =north,harbor,old_town; issue category =trash,noise,lamp,pothole; agent category "
    "=a11,a12,a13; opened date; wait_s integer 0..1800; known_dup boolean; reply_days number 0..30; "
    "fix_days number 0..120; reopened boolean; urgency category =low,medium,high,emergency; csat integer "
    "1..5"
)

SEEN: tuple[Case, ...] = (
    Case(
        "e30-eye-grade",
        EYE,
        (
            "Please stage the retinopathy, in the order none, mild, moderate, severe. The doctor's name "
            "(arzt) has to stay out, otherwise the net only learns who grades strictly."
        ),
        target="dr_grade",
        kind="ordinal",
        without="arzt",
        levels="none mild moderate severe",
    ),
    Case(
        "e30-eye-crt",
        EYE,
        "central retinal thickness in microns, read off the OCT scan and nothing else. We publish MAE.",
        target="crt_um",
        kind="regression",
        metric="mae",
        only="oct_scan",
    ),
    Case(
        "e30-eye-van",
        EYE,
        (
            "For our screening van: does the patient have a macular edema (dme)? An overlooked edema is "
            "far worse than a needless trip to the hospital. The van carries no OCT, so oct_scan has to "
            "go. No more than 25 ms per patient and 1.5 million parameters."
        ),
        target="dme",
        kind="binary",
        metric="recall f2",
        without="oct_scan",
        params=1500000,
        latency=25,
    ),
    Case(
        "e30-eye-both",
        EYE,
        (
            "One net, two yes/no answers per patient: dme and laser_empf. Macro F1. hba1c is missing "
            "half of the time, but keep it as an input."
        ),
        target="dme laser_empf",
        kind="multilabel",
        metric="f1_macro",
    ),
    Case(
        "e30-eye-weeks",
        EYE,
        (
            "In how many weeks should we see the patient again? Give me the 25 %, 50 % and 75 % "
            "quantile. visus_cc is measured after the appointment is made, so it can't be an input."
        ),
        target="kontrolle_wo",
        kind="regression",
        metric="pinball",
        without="visus_cc",
        quantiles=(0.25, 0.5, 0.75),
    ),
    Case(
        "e30-thr-price",
        THRIFT,
        (
            "What will a piece finally go for at the till, i.e. sold_price? What we ask for it "
            "(ask_price) is a fair input; days_hung and after_sale are known only afterwards, so hands "
            "off those two."
        ),
        target="sold_price",
        kind="regression",
        without="days_hung after_sale",
    ),
    Case(
        "e30-thr-flaws",
        THRIFT,
        (
            "tell me the flaws of each garment - there can be several, the cells are split by | - from "
            "the two pictures and no other column. I want as small a share of wrong labels as possible "
            "(hamming loss)."
        ),
        target="flaws",
        kind="multilabel",
        metric="hamming_loss",
        only="pic_front pic_label",
        separator="|",
    ),
    Case(
        "e30-thr-find",
        THRIFT,
        (
            "We lost track of which text belongs to which photo. Given the blurb, find the right front "
            "picture; recall@5. Only those two columns, please."
        ),
        target="pic_front",
        kind="retrieval",
        metric="recall_at_5",
        only="blurb pic_front",
    ),
    Case(
        "e30-thr-brand",
        THRIFT,
        "gues the brand, only from the label picture and the front picture. balanced acuracy",
        target="brand",
        kind="multiclass",
        metric="balanced_accuracy",
        only="pic_label pic_front",
    ),
    Case(
        "e30-thr-days",
        THRIFT,
        (
            "How long will a thing hang in the shop before somebody buys it? My husband bets on coats, I "
            "bet on jeans. RMSE; sold_price and after_sale aren't there yet at that time, leave them out."
        ),
        target="days_hung",
        kind="regression",
        metric="rmse",
        without="sold_price after_sale",
    ),
    Case(
        "e30-thr-back",
        THRIFT,
        (
            "Does the customer bring it back? 'returned' is the positive class, average precision "
            "counts. The shelf it hung on is of no use, throw that column away."
        ),
        target="after_sale",
        kind="binary",
        metric="average_precision",
        without="shelf",
        positive="returned",
    ),
    Case(
        "e30-tram-flat",
        TRAM,
        (
            "Ticket 4471 / depot IT: recognise wheels with a flat spot. Must get by with 256 MB of RAM "
            "and 10 ms per ride. Every false alarm blocks a slot in the workshop, so when it says flat "
            "it should be right."
        ),
        target="flat_spot",
        kind="binary",
        metric="precision",
        latency=10,
        memory=256,
    ),
    Case(
        "e30-tram-wear",
        TRAM,
        (
            "How many millimetres of the wheel are worn off? Everything we have may go in apart from the "
            "cab video. R squared."
        ),
        target="wear_mm",
        kind="regression",
        metric="r2",
        without="cab_video",
    ),
    Case(
        "e30-tram-noise",
        TRAM,
        (
            "the noise outside the tram in dB(A), not the one inside. A lady in Gartenstrasse measured "
            "84 last night and we would like to answer her with numbers. driver_rep: out. depot: out. "
            "axle_vib: stays."
        ),
        target="noise_out_dba",
        kind="regression",
        without="driver_rep depot",
    ),
    Case(
        "e30-tram-two",
        TRAM,
        (
            "noise inside and noise outside, one model for the pair, mean absolute error; inputs are "
            "wheel_audio, axle_vib and speed_kmh, nothing beyond that"
        ),
        target="noise_in_dba noise_out_dba",
        kind="multitarget",
        metric="mae",
        only="wheel_audio axle_vib speed_kmh",
    ),
    Case(
        "e30-tram-type",
        TRAM,
        (
            "can one hear what type of vehicle it is? wheel_audio is the only input allowed, accuracy is "
            "fine"
        ),
        target="veh_type",
        kind="multiclass",
        metric="accuracy",
        only="wheel_audio",
    ),
    Case(
        "e30-vine-mildew",
        VINE,
        (
            "Grade the Mehltau on each plot: kein, leicht, stark, rising. The number of Spritzungen must "
            "not be used, growers spray because they have seen it already."
        ),
        target="mehltau",
        kind="ordinal",
        without="spritzungen",
        levels="kein leicht stark",
    ),
    Case(
        "e30-vine-must",
        VINE,
        (
            "I need Oechsle and acidity of the must in one go, rated by mean absolute percentage error. "
            "Who the grower is (winzer) doesn't go in."
        ),
        target="oechsle saeure_gl",
        kind="multitarget",
        metric="mape",
        without="winzer",
    ),
    Case(
        "e30-vine-rot",
        VINE,
        "botrytis, yes or no. Matthews correlation. Drop the drone tile, but not the leaf photo.",
        target="botrytis",
        kind="binary",
        metric="mcc",
        without="drone_tile",
    ),
    Case(
        "e30-vine-kilos",
        VINE,
        (
            "Hello! We've been growing wine for three generations and now my daughter wants numbers. So: "
            "how many kilos will a plot yield? Not the sugar. I'd like to know by how many percent we "
            "are off on average. In July nobody knows the harvest date, so please without it."
        ),
        target="ertrag_kg",
        kind="regression",
        metric="mape smape",
        without="lese_datum",
    ),
    Case(
        "e30-vine-sorte",
        VINE,
        (
            "Grape variety (rebsorte) from blatt_foto; that leaf photo is all the app may see. 800k "
            "parameters tops, model file no bigger than 4 MB, accuracy"
        ),
        target="rebsorte",
        kind="multiclass",
        metric="accuracy",
        only="blatt_foto",
        params=800000,
    ),
    Case(
        "e30-city-urgent",
        CITY,
        (
            "Live routing: how urgent is a call? low < medium < high < emergency. Answer within 50 ms. "
            "Known only later, hence forbidden: reply_days, fix_days, reopened, csat."
        ),
        target="urgency",
        kind="ordinal",
        without="reply_days fix_days reopened csat",
        latency=50,
        levels="low medium high emergency",
    ),
    Case(
        "e30-city-fix",
        CITY,
        (
            "days until the problem is fixed (not until we write back). Median absolute error. csat and "
            "reopened come after that, so no; reply_days is ok as input"
        ),
        target="fix_days",
        kind="regression",
        metric="median_ae",
        without="csat reopened",
    ),
    Case(
        "e30-city-reopen",
        CITY,
        (
            "Will a case get reopened? F1. Works council says agent must not be used, and I say csat "
            "must not be used either."
        ),
        target="reopened",
        kind="binary",
        metric="f1",
        without="agent csat",
    ),
    Case(
        "e30-city-route",
        CITY,
        (
            "sort the incoming messages into trash / noise / lamp / pothole, by transcript and photo "
            "alone. Cohen's kappa please"
        ),
        target="issue",
        kind="multiclass",
        metric="cohen_kappa",
        only="transcript photo",
    ),
    Case(
        "e30-city-stars",
        CITY,
        (
            "csat as an ordered scale, 1 star is worst and 5 is best. The recording of the call stays "
            "out for privacy, the transcript may be read."
        ),
        target="csat",
        kind="ordinal",
        without="call_rec",
        levels="1 2 3 4 5",
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "e30-thr-ask",
        THRIFT,
        "Estimate the price of a garment, mean absolute error, shelf not used",
        ask="ask_price sold_price",
    ),
    Case(
        "e30-tram-ask",
        TRAM,
        "Predict how loud the ride is. RMSE, without the depot.",
        ask="noise_in_dba noise_out_dba",
    ),
    Case(
        "e30-vine-ask",
        VINE,
        "Predict the fungal infection of a plot, and don't feed it the notes.",
        ask="mehltau botrytis",
    ),
    Case(
        "e30-city-ask",
        CITY,
        "How many days will a case take? RMSE; channel shall not be considered",
        ask="reply_days fix_days",
    ),
)
