"""Statements written after the mending for `twelfth`, in other voices: notes,
tickets, letters, chats.

14 of 30 were right when first read (47 %; the rules before `twelfth`: 11), 5 of 9
Chinese ones; 2 had a wrong target, 6 were asked about without need. Since then
 but three
slips were mended that took a wrong target or none: "per night", "money:", 辨識.
"""

from statement_suite import Case

WELL = """well_id id; core_photo image; gamma_log series; depth_m number; porosity_pct
 number; permeability_md number; rock_type category =sand,shale,lime; oil_show boolean;
 drilling_cost_usd number; geologist category =g1,g2,g3"""
HOTEL = """booking_ref id; guest_msg text; room_photo image; nights integer 1..30;
 adults integer 1..6; rate_eur number; cancelled boolean; no_show boolean;
 season category
 =low,mid,high; refund_eur number; review_stars integer 1..5"""
BEE = """hive_id id; hum audio; comb_img image; hive_weight_kg number;
 brood_temp number;
 swarmed boolean; varroa_count integer 0..300; queen_age integer 0..5; honey_kg number;
 beekeeper category =b1,b2,b3"""
COURSE = """student_no id; essay text; webcam video; quiz_avg number;
 forum_posts integer
 0..90; dropout boolean; final_grade category =F,D,C,B,A; gender category =f,m,x;
 hours_online number; scholarship boolean"""
BRIDGE = """bridge_id id; acc_x series; acc_y series; strain number; crack_img image;
 damage_state category =intact,minor,major; load_kn number; remaining_years number;
 inspection_memo text; road_class category =r1,r2"""
NEWS = """art_id id; headline text; body text; cover image; section category
 =sport,politics,culture; clicks integer 0..90000; shares integer 0..9000;
 read_min number;
 is_clickbait boolean; author category =a1,a2,a3"""
COFFEE_ZH = """批次号 id; 豆子照片 image; 烘焙曲线 series; 杯测评语 text; 产区 category
 =云南,巴西,肯尼亚; 海拔 number; 含水率 number; 杯测得分 number; 是否瑕疵 boolean;
 烘焙度 category =中度,浅度,深度; 烘焙师 category =甲,乙,丙"""
METRO_ZH = """站点编号 id; 监控画面 image; 广播录音 audio; 进站人数 integer 0..9000;
 出站人数 integer 0..9000; 天气 category =晴,雨,雪; 是否拥堵 boolean; 延误分钟 number;
 设备故障 boolean; 值班员 category =甲,乙"""
LAB_TW = """樣本編號 id; 顯微影像 image; 光譜 series; 備註 text; 濃度 number; 純度
 number;
 是否污染 boolean; 菌種 category =大腸桿菌,酵母菌,乳酸菌; 實驗員 category =甲,乙"""
SEEN = (
    Case(
        "well-rock",
        WELL,
        "Ticket #812. Task: rock type from core photo and gamma log. Not an input:"
        " geologist (human bias). Score: macro-averaged F1.",
        "rock_type",
        "multiclass",
        "f1_macro",
        without="geologist",
    ),
    Case(
        "well-perm",
        WELL,
        "could you work out permeability for me? it spans orders of magnitude so go for"
        " log error. porosity comes from the same lab test, no good as a feature",
        "permeability_md",
        "regression",
        "rmsle",
        without="porosity_pct",
    ),
    Case(
        "well-show",
        WELL,
        "We drill where the model says there will be an oil show; a dry hole costs"
        " millions, so false positives are our nightmare. Drilling"
        " cost is booked later.",
        "oil_show",
        "binary",
        "precision",
        without="drilling_cost_usd",
    ),
    Case(
        "well-both",
        WELL,
        "I'd like porosity_pct as well as permeability_md predicted jointly. Depth is"
        " fine as an input, rock type isn't.",
        "porosity_pct permeability_md",
        "multitarget",
        without="rock_type",
    ),
    Case(
        "hotel-cancel",
        HOTEL,
        "Dear team, every cancelled booking hurts us. Please work out ahead of arrival"
        " which ones will be cancelled. Naturally the refund, the no-show flag and the"
        " review are not there yet at that point. AUC.",
        "cancelled",
        "binary",
        "roc_auc",
        without="refund_eur no_show review_stars",
    ),
    Case(
        "hotel-rate",
        HOTEL,
        "What could we charge per night? room photo + guest message"
        " + season. Being 5 EUR"
        " off on average would be great.",
        "rate_eur",
        "regression",
        "mae",
    ),
    Case(
        "hotel-noshow",
        HOTEL,
        "no show classifier; AP; cancelled bookings column must go",
        "no_show",
        "binary",
        "average_precision",
        without="cancelled",
    ),
    Case(
        "hotel-stars",
        HOTEL,
        "Guess the review stars (ordinal). Ignore money: rate_eur, refund_eur.",
        "review_stars",
        "ordinal",
        levels="1 2 3 4 5",
        without="rate_eur refund_eur",
    ),
    Case(
        "bee-swarm",
        BEE,
        "will this colony swarm? listen to the hum. i'd rather check ten hives in vain"
        " than lose a single swarm",
        "swarmed",
        "binary",
        "recall f2",
    ),
    Case(
        "bee-varroa",
        BEE,
        "Count varroa mites from comb pictures only. RMSE, under 300k parameters.",
        "varroa_count",
        "regression",
        "rmse",
        only="comb_img",
        params=300_000,
    ),
    Case(
        "bee-honey",
        BEE,
        "Honey harvest in kilos. The scale (hive weight) would be"
        " circular, keep it away"
        " from the model. Same for who the beekeeper is. R2",
        "honey_kg",
        "regression",
        "r2",
        without="hive_weight_kg beekeeper",
    ),
    Case(
        "course-dropout",
        COURSE,
        "early warning for drop-outs. ethics board says: no webcam, no gender. final"
        " grades don't exist yet in week 3. recall matters.",
        "dropout",
        "binary",
        "recall",
        without="webcam gender final_grade",
    ),
    Case(
        "course-grade",
        COURSE,
        "Which final grade will a student get? F is the lowest, then D, C, B and A."
        " Essay, quiz average and forum activity; dropping out is an outcome, not a"
        " cause, so don't feed that. QWK.",
        "final_grade",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="F D C B A",
        without="dropout",
    ),
    Case(
        "course-hours",
        COURSE,
        "predict hours_online w/ mae but w/o webcam",
        "hours_online",
        "regression",
        "mae",
        without="webcam",
    ),
    Case(
        "bridge-damage",
        BRIDGE,
        "Assess the state of damage (intact, minor, major - in that order). The"
        " inspector's memo already contains the verdict. At most 8 ms per sample.",
        "damage_state",
        "ordinal",
        levels="intact minor major",
        without="inspection_memo",
        latency=8.0,
    ),
    Case(
        "bridge-years",
        BRIDGE,
        "how many years does a bridge have left? accelerometers and"
        " strain. median error."
        " damage_state was derived from this number",
        "remaining_years",
        "regression",
        "median_ae",
        without="damage_state",
    ),
    Case(
        "news-section",
        NEWS,
        "Sort articles into sections using the words alone, cover pictures are out."
        " Every section should count equally.",
        "section",
        "multiclass",
        "f1_macro balanced_accuracy",
        only="headline body",
    ),
    Case(
        "news-clickbait",
        NEWS,
        "Clickbait or not? Clicks and shares only come in after publication.",
        "is_clickbait",
        "binary",
        without="clicks shares",
    ),
    Case(
        "news-shares",
        NEWS,
        "share count forecast, rmsle, leave clicks aside",
        "shares",
        "regression",
        "rmsle",
        without="clicks",
    ),
    Case(
        "咖啡分",
        COFFEE_ZH,
        "帮我估算一下每批豆子的杯测得分，评语是打分时写的，所以不能喂"
        "给模型。误差用平均绝对误差。",
        "杯测得分",
        "regression",
        "mae",
        without="杯测评语",
    ),
    Case(
        "瑕疵",
        COFFEE_ZH,
        "从豆子照片里挑出有瑕疵的批次，漏检代价很高；烘焙师是谁跟结果没关系，别放进去",
        "是否瑕疵",
        "binary",
        "recall f2",
        without="烘焙师",
    ),
    Case(
        "烘焙",
        COFFEE_ZH,
        "烘焙度分三档：浅度、中度、深度，按顺序，仅使用照片和烘焙曲线",
        "烘焙度",
        "ordinal",
        levels="浅度 中度 深度",
        only="豆子照片 烘焙曲线",
    ),
    Case(
        "拥堵",
        METRO_ZH,
        "地铁站会不会拥堵？值班员信息属于隐私，不要纳入；延误分钟要等事后统计。AUC",
        "是否拥堵",
        "binary",
        "roc_auc",
        without="值班员 延误分钟",
    ),
    Case(
        "地铁客流",
        METRO_ZH,
        "同时预测进站人数与出站人数，除天气外都可以用，RMSE",
        "进站人数 出站人数",
        "multitarget",
        "rmse",
        without="天气",
    ),
    Case(
        "延误",
        METRO_ZH,
        "想知道列车大概晚点多少分钟，以MAE为准，模型内存不超过2GB",
        "延误分钟",
        "regression",
        "mae",
        memory=2048,
    ),
    Case(
        "樣本污染",
        LAB_TW,
        "幫我判斷樣本有沒有被污染，只看顯微影像，寧可誤報也不能漏掉",
        "是否污染",
        "binary",
        "recall f2",
        only="顯微影像",
    ),
    Case(
        "菌種",
        LAB_TW,
        "辨識菌種，實驗員不應該影響結果，請排除。各類別同等重要。",
        "菌種",
        "multiclass",
        "f1_macro balanced_accuracy",
        without="實驗員",
    ),
)
UNCLEAR = (
    Case("money", HOTEL, "How much money is it?", ask="rate_eur refund_eur"),
    Case("人数", METRO_ZH, "预测人数", ask="进站人数 出站人数"),
    Case("acceptance", NEWS, "Predict clicks or shares.", ask="clicks shares"),
)

KNOWN = {
    "hotel-rate": "refused",  # "What could we charge": a rate, or a refund
}
