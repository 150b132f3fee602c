"""Statements of other trades for what made readings wrong in the twelfth and thirteenth
round, targets and inputs: each rule where it has to speak, and where it must not."""

import pytest
from statements import read, read_of, table

from agent.errors import DataError

HOTEL = (
    "b_id id; review text; photo image; hotel category =a,b,c; nights integer 1..20;"
    " -cancelled boolean; -cancel_reason category =price,illness,other;"
    " -cancel_date date; -refund_eur number 0..900"
)
PRINTER = (
    "p_id id; sound audio; site category =a,b,c; -status category =ok,failed;"
    " -failure_reason category =belt,motor,none; -repair_cost number 0..9"
)
SHOP = (
    "订单 id; 图片 image; 店铺 category =甲,乙,丙; -是否退货 boolean;"
    " -退货原因 category =质量,尺寸,其他; -退款金额 number 0..90"
)
EXAM = (
    "s_id id; essay text; school category =a,b,c; -exam_result category"
    " =passed,failed; -resits integer 0..9"
)
VISA = (
    "v_id id; letter text; scan image; office category =a,b,c;"
    " -decision category =granted,refused; -complained boolean; -fee_eur number 0..9"
)
LIQUOR = (
    "id id; 瓶照 image; 酒庄 category =甲,乙,丙; -真假 category =真酒,假酒;"
    " -售价 number 1..9; -年份 integer 1900..2000"
)
DEBATE = (
    "场次 id; 录像 video; 赛区 category =甲,乙; -获胜方 category =正方,反方;"
    " -是否加赛 boolean; -时长 number 1..90"
)
CURE = (
    "号 id; 影像 image; 医生 category =甲,乙; 科室 category =内,外; -是否复发 boolean;"
    " -疗效 category =有效,无效; -质检 category =合格,不合格; -天数 number 0..90"
)
KILN = (
    "k_id id; photo image; clay category =a,b; -glaze_celsius number 700..1400;"
    " -firing_h number 1..40; -co_ppm number 0..99"
)
SCOOTER = (
    "ride id; imu series; city category =a,b,c; -energy_wh number 0..900;"
    " -noise_db number 30..90; -dist_km number 0..20"
)
SALON = (
    "s_id id; note text; area category =a,b,c; -sales_eur number 0..9;"
    " -sales_count integer 0..900; -delay_min number 0..9; -delay_count integer 0..9"
)
FILM = (
    "f_id id; poster image; genre category =a,b,c; -price number 1..9;"
    " -revenue number 0..900; -tickets integer 0..900"
)
VOICE = (
    "clip id; wav audio; mic category =a,b,c; -age integer 5..90;"
    " -mother_tongue category =zh,en,fr; -is_native boolean"
)
OVEN = (
    "o_id id; bake_photo image; diary text; sex category =m,f; age integer 1..90;"
    " vendor category =a,b,c; pilot category =x,y; inspector category =u,v;"
    " -cracked boolean; -days number 0..90"
)
SERVE = (
    "局号 id; 视频 video; 解说 text; 发球队员 category =a,b,c; 维修工 category =a,b,c;"
    " 录入人 text; -是否合格 boolean; -得分 number 1..9"
)
DIALYSIS = (
    "p_id id; curve series; clinic category =a,b,c; -days_to_relapse number 0..900;"
    " -relapsed boolean; -stay_days number 0..90; -smoker boolean"
)
WINE = (
    "id id; label_img image; grape category =a,b,c; critic category =x,y,z;"
    " price number 1..90; notes text; -points number 1..100; -sold boolean"
)
BIRD = (
    "id id; 照片 image; 录音 audio; 地点 category =a,b,c; -物种 category =a,b,c;"
    " -体重 number 1..9"
)
GERMAN = (
    "Auftrag_Nr id; Kamerabild image; Lieferant category =a,b,c; Schicht category =f,s;"
    " -Ausschuss boolean; -Ausschussgrund category =Grat,Riss; -Gewicht_g number 1..9"
)
SPANISH = (
    "pedido id; foto_producto image; comentario text; edad integer 18..90;"
    " sexo category =h,m; -devuelto boolean; -retraso_dias number 0..9"
)
ENGLISH = "id id; photo image; brand category =a,b; note text; -price number 1..9"


def unused(said: str, columns: str) -> set[str]:
    spec = read(said, columns)
    used = {name for one in spec.modalities for name in one.columns}
    made = table(columns.replace("; ", ";"))
    return {c.name for c in made if c.in_given and c.type != "id"} - used


TARGETS = [
    # a question whether something happens is not for its reason, date or sum
    ("Which bookings get cancelled?", HOTEL, "cancelled"),
    ("flag bookings that are going to be cancelled", HOTEL, "cancelled"),
    ("Why do guests cancel?", HOTEL, "cancel_reason"),
    ("Predict the cancel reason", HOTEL, "cancel_reason"),
    ("Will it be cancelled? Estimate the refund in euros.", HOTEL, "refund_eur"),
    ("How much will be refunded?", HOTEL, "refund_eur"),
    ("Which printers will fail?", PRINTER, "status"),
    ("Will the printer fail?", PRINTER, "status"),
    ("reason of the failure", PRINTER, "failure_reason"),
    ("Will it fail? Predict the repair cost.", PRINTER, "repair_cost"),
    ("哪些订单会退货", SHOP, "是否退货"),
    ("预测退货原因", SHOP, "退货原因"),
    ("为什么退货", SHOP, "退货原因"),
    # what is said not to be needed is not asked for
    (
        "Will the visa be refused? What it costs, and whether somebody complained,"
        " we don't need to know.",
        VISA,
        "decision",
    ),
    ("Will somebody complain?", VISA, "complained"),
    # a question by one of two classes
    ("反方能不能赢？", DEBATE, "获胜方"),
    ("会不会加赛？", DEBATE, "是否加赛"),
    ("把假酒挑出来", LIQUOR, "真假"),
    ("找出假酒，宁可多查几瓶真的", LIQUOR, "真假"),
    ("治疗有没有效，谁治的别用", CURE, "疗效"),
    ("这批合不合格？", CURE, "质检"),
    ("会不会复发？", CURE, "是否复发"),
    ("What do the printers fail from?", PRINTER, "failure_reason"),
    # units
    ("At what temperature does the glaze melt? RMSE", KILN, "glaze_celsius"),
    ("How many hours does it fire?", KILN, "firing_h"),
    ("估一下骑一趟要耗多少电，单位瓦时", SCOOTER, "energy_wh"),
    ("估一下有多吵，单位分贝", SCOOTER, "noise_db"),
    ("I'm not after the noise (noise_db). Energy in watt hours.", SCOOTER, "energy_wh"),
    # what it makes is no price
    ("How much money does it make?", FILM, "revenue"),
    ("How much does a ticket cost?", FILM, "price"),
    ("Predict the sales in euros", SALON, "sales_eur"),
    ("How many sales will there be?", SALON, "sales_count"),
    ("Predict the delay.", SALON, "delay_min"),
    ("判断说话人的母语", VOICE, "mother_tongue"),
    ("是不是母语者", VOICE, "is_native"),
    # a column with which a statement begins
    ("cracked, sex must stay out", OVEN, "cracked"),
    ("是否合格，维修工是谁不要放进去", SERVE, "是否合格"),
    ("得分，录入人不要", SERVE, "得分"),
    # survival
    (
        "How long until a patient relapses? If relapsed is false the days are how"
        " long we watched.",
        DIALYSIS,
        "days_to_relapse relapsed",
    ),
    (
        "How long until it comes back? Where it hasn't relapsed so far the row is"
        " censored.",
        DIALYSIS,
        "days_to_relapse relapsed",
    ),
    ("How many days will the stay be?", DIALYSIS, "stay_days"),
    # names in another language
    ("need to flag scrap parts", GERMAN, "Ausschuss"),
    ("Why is it scrap?", GERMAN, "Ausschussgrund"),
    ("predict the weight", GERMAN, "Gewicht_g"),
    ("Which orders will be returned?", SPANISH, "devuelto"),
    ("How many days of delay?", SPANISH, "retraso_dias"),
]


@pytest.mark.parametrize(("said", "columns", "target"), TARGETS)
def test_the_target_is_what_the_question_asks_for(said, columns, target):
    assert read(said, columns).target == tuple(target.split())


ASKED = [
    ("Predict the sales of each salon", SALON, ["sales_eur", "sales_count"]),
    ("判断年龄和母语", VOICE, ["age", "mother_tongue"]),
    ("The days, sex and cracked must not be used", OVEN, ["cracked", "days"]),
]


@pytest.mark.parametrize(("said", "columns", "names"), ASKED)
def test_what_is_not_clear_is_asked_about(said, columns, names):
    with pytest.raises(DataError) as caught:
        read(said, columns)
    assert all(name in caught.value.why for name in names)


POSITIVE = [
    ("Will the visa be refused?", VISA, "refused"),
    ("反方能不能赢？", DEBATE, "反方"),
    ("把假酒挑出来", LIQUOR, "假酒"),
    ("Will the pupil pass?", EXAM, "passed"),
    ("Which pupils will not pass?", EXAM, "failed"),
    ("Which printers will fail?", PRINTER, "failed"),
]


@pytest.mark.parametrize(("said", "columns", "positive"), POSITIVE)
def test_the_class_that_is_asked_for_is_positive(said, columns, positive):
    assert read(said, columns).positive == positive


LEFT_OUT = [
    # who did it
    ("Cracked? Who built the oven shall not be a feature.", OVEN, "vendor"),
    ("Cracked? Who makes it must not matter.", OVEN, "vendor"),
    ("Cracked? Who uses it does not matter.", OVEN, ""),
    ("cracked会不会？厂家不要当特征", OVEN, "vendor"),
    ("有没有cracked，谁生产的不要用", OVEN, "vendor"),
    ("有没有cracked，飞手是谁不要放进去", OVEN, "pilot"),
    ("有没有cracked，谁检的别放", OVEN, "inspector"),
    ("有没有cracked，谁生产的可以用", OVEN, ""),
    ("是否合格。谁发的球也不要。", SERVE, "发球队员"),
    ("谁修的不要放进去，预测是否合格", SERVE, "维修工"),
    ("是否合格，谁录的不能用", SERVE, "录入人"),
    ("是否合格，解说不行，里面有答案", SERVE, "解说"),
    ("是否合格，解说也可以用", SERVE, ""),
    # clauses without a verb
    ("Will it be cracked? sex out, age may stay in", OVEN, "sex"),
    ("Will it be cracked? sex and vendor out, age in", OVEN, "sex vendor"),
    ("Will it be cracked when it is taken out, at that age?", OVEN, ""),
    # all but
    (
        "Predict the points. Take everything you have but not the critic.",
        WINE,
        "critic",
    ),
    ("Estimate the points, not the critic's mood.", WINE, ""),
    # names in another language
    (
        "need to flag scrap parts. no supplier, no pictures",
        GERMAN,
        "Lieferant Kamerabild",
    ),
    (
        "Which orders will be returned? Age and sex are not allowed.",
        SPANISH,
        "edad sexo",
    ),
]


@pytest.mark.parametrize(("said", "columns", "out"), LEFT_OUT)
def test_what_is_forbidden_is_left_out_and_nothing_else(said, columns, out):
    assert unused(said, columns) == set(out.split())


ALONE = [
    ("Cracked? Use only the bake photo, at night there is no diary.", "bake_photo"),
    ("Cracked? Use only the bake photo and the diary.", "bake_photo diary"),
    (
        "Cracked? Use only the diary and, where there is one, the photo.",
        "bake_photo diary",
    ),
]


@pytest.mark.parametrize(("said", "kept"), ALONE)
def test_what_is_said_not_to_be_there_is_none_of_what_alone_is_used(said, kept):
    spec = read(said, OVEN)
    used = {name for one in spec.modalities for name in one.columns}
    assert used == set(kept.split())


def test_what_is_not_there_at_night_is_not_used_in_chinese():
    assert unused("认物种，只用录音，晚上没有照片", BIRD) == {"照片", "地点"}
    assert unused("认物种，只用录音和照片，没有别的", BIRD) == {"地点"}


def test_a_word_for_how_much_of_one_class_gives_no_order():
    rally = (
        "回合 id; 视频 video; 局数 integer 1..5;"
        " -得分方式 category =拦网,失误,扣球,发球; -扣球速度 number 1..99"
    )
    said = "是扣球、拦网、发球还是失误？扣球有多快以后再说。"
    spec = read_of(said, table(rally.replace("; ", ";")))
    assert (spec.target, spec.kind) == (("得分方式",), "multiclass")


def test_a_name_that_english_has_is_in_no_other_language():
    assert read("Predict the price. No note.", ENGLISH).target == ("price",)
    assert unused("Predict the price. No fire and no grade.", ENGLISH) == set()


def test_an_album_is_searched_with_the_description_alone():
    album = "id id; photo image; caption text; year integer 1900..2000"
    spec = read("从相册中找出与描述对应的照片，只用描述", album)
    assert (spec.kind, spec.target) == ("retrieval", ("photo",))
    used = {name for one in spec.modalities for name in one.columns}
    assert used == {"photo", "caption"}


KILN = (
    "kiln_id id; flame_photo image; heat_curve series; operator category =bo,cy,di;"
    " age integer 1..40; branch category =n,s; -cracked boolean;"
    " -outcome category =kept,scrapped; -days_to_repair number 0..90"
)


@pytest.mark.parametrize(
    ("said", "target", "out"),
    [
        ("Predict cracked. Law has struck age and branch from the inputs.",)
        + ("cracked", {"age", "branch"}),
        ("Is it cracked? Take the operator out of it, please.",)
        + ("cracked", {"operator"}),
        ("Is it cracked? Take the operator, the photo and the curve.",)
        + ("cracked", set()),
        ("预测 cracked，安全部门说 age 不得使用", "cracked", {"age"}),
        ("本来想预测 days_to_repair，后来算了。预测 cracked。", "cracked", set()),
        ("Estimate the probability that a kiln scraps; without age.",)
        + ("outcome", {"age"}),
    ],
)
def test_rules_that_others_made_and_wishes_given_up(said, target, out):
    spec = read(said, KILN)
    assert spec.target == (target,)
    assert set(spec.constraints.must_not_use) == out
