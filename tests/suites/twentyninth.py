"""Twenty statements, ten English and ten Chinese: a theatre, an observatory, a fire
brigade; a library, a railway depot, a herbal pharmacy.

Read once: 13 of 20 right (English 6 of 10, Chinese 7 of 10), 2 with another target
without a word, 1 guessed where it was to be asked about. Of the 13, two had been
expected wrongly at first. Then mended: "are all we have" is a list of inputs, 要不要 asks
and forbids nothing, data of after something else (是…以后的) are left out, and a usual
name such as 类别 gives way to a question that another column fits; and 维修情况 is too little to go by.
"""

from statement_suite import Case

THEATRE = """show_id id; poster image; synopsis text; rehearsal_audio audio; seats number;
 ticket_price number; sold_out boolean; attendance integer 0..1400; bar_takings number;
 genre category =comedy,drama,musical; critic_stars integer 1..5; director category
 =hale,okoro; refunds integer 0..80; run_weeks number"""
OBSERVE = """obs_id id; frame image; spectrum series; log_text text; seeing_arcsec number;
 airmass number; moon_phase number; object_class category =galaxy,quasar,star; redshift
 number; magnitude number; cosmic_ray boolean; observer category =lee,sato; usable boolean;
 exposure_s number"""
FIRE = """call_id id; call_audio audio; transcript text; thermal_photo image; distance_km
 number; crew_size integer 3..12; hour integer 0..23; false_alarm boolean; severity category
 =major,minor,moderate; arrival_min number; damage_eur number; injured integer 0..9;
 dispatcher category =kim,ott; water_used_l number"""
LIB_ZH = """书号 id; 封面图 image; 简介 text; 页数 number; 定价 number; 类别 category
 =历史,小说,科普; 出版年 number; 月借阅量 integer 0..300; 是否逾期 boolean; 破损程度 category
 =严重,完好,轻微; 馆员 category =李,周; 罚款 number; 读者评分 integer 1..5"""
RAIL_ZH = """车组号 id; 轴承声音 audio; 振动波形 series; 轮对照片 image; 检修记录 text; 运行里程
 number; 轴温 number; 是否更换 boolean; 剩余寿命天 number; 磨耗等级 category =I,II,III; 检修员
 category =孙,郑; 停修小时 number; 维修费用 number"""
HERB_ZH = """处方号 id; 舌象照片 image; 主诉 text; 脉象 series; 年龄 number; 性别 category =女,男;
 证型 category =气虚,湿热,血瘀; 药味数 integer 3..30; 是否有效 boolean; 疗程天数 number; 药费
 number; 医师 category =陈,钱; 复诊次数 integer 0..12"""

SEEN = (
    Case(
        "theatre-sold",
        THEATRE,
        "Will a show sell out? We decide before opening night, so attendance, bar takings,"
        " critic stars and refunds don't exist yet. Average precision",
        "sold_out",
        "binary",
        "average_precision",
        without="attendance bar_takings critic_stars refunds",
    ),
    Case(
        "theatre-crowd",
        THEATRE,
        "how many people will come (attendance)? poster + synopsis only, RMSE",
        "attendance",
        "regression",
        "rmse",
        only="poster synopsis",
    ),
    Case(
        "theatre-genre",
        THEATRE,
        "Tell the genre from how a rehearsal sounds. Balanced accuracy; nothing else goes in.",
        "genre",
        "multiclass",
        "balanced_accuracy recall_macro",
        only="rehearsal_audio",
    ),
    Case(
        "theatre-stars",
        THEATRE,
        "Predict the number of stars the critic will give, without looking at the director",
        "critic_stars",
        "ordinal",
        without="director",
    ),
    Case(
        "observe-class",
        OBSERVE,
        "Is it a star, a galaxy or a quasar? Redshift would give it away: drop it. macro F1",
        "object_class",
        "multiclass",
        "f1_macro",
        without="redshift",
    ),
    Case(
        "observe-redshift",
        OBSERVE,
        "photometric redshift estimation, median absolute error if you have it, otherwise MAE;"
        " the spectrum must not be used",
        "redshift",
        "regression",
        "median_ae",
        without="spectrum",
    ),
    Case(
        "observe-usable",
        OBSERVE,
        "We want to reject frames that are not usable. The observer's name is irrelevant."
        " Keep inference below 30 ms",
        "usable",
        "binary",
        without="observer",
        latency=30.0,
    ),
    Case(
        "brigade-false",
        FIRE,
        "Spot false alarms while the caller is still on the phone: audio, transcript and hour"
        " are all we have then. Precision matters more than recall.",
        "false_alarm",
        "binary",
        "precision f0.5",
        only="call_audio transcript hour",
    ),
    Case(
        "brigade-severity",
        FIRE,
        "severity of the fire, minor < moderate < major; neither damage nor injuries nor the"
        " water used may be inputs",
        "severity",
        "ordinal",
        levels="minor moderate major",
        without="damage_eur injured water_used_l",
    ),
    Case(
        "brigade-arrival",
        FIRE,
        "Minutes until the engine arrives, 80% and 95% quantile. who dispatched doesn't matter",
        "arrival_min",
        "regression",
        "mae pinball",
        quantiles=(0.8, 0.95),
        without="dispatcher",
    ),
    Case(
        "借阅",
        LIB_ZH,
        "新书上架前预测每月能被借多少次，读者评分、罚款那时还没有，误差用RMSE",
        "月借阅量",
        "regression",
        "rmse",
        without="读者评分 罚款",
    ),
    Case(
        "书类",
        LIB_ZH,
        "看封面和简介给书分类，别的信息一律不用",
        "类别",
        "multiclass",
        only="封面图 简介",
    ),
    Case(
        "书破损",
        LIB_ZH,
        "判断书的破损程度（完好、轻微、严重依次加重），与馆员无关",
        "破损程度",
        "ordinal",
        levels="完好 轻微 严重",
        without="馆员",
    ),
    Case(
        "换轴",
        RAIL_ZH,
        "提前判断轴承要不要更换，漏掉一个就可能出事故；停修小时和维修费用是换完以后的数据",
        "是否更换",
        "binary",
        "recall f2",
        without="停修小时 维修费用",
    ),
    Case(
        "轴承寿命",
        RAIL_ZH,
        "用振动和声音预测剩余寿命还有几天，平均绝对误差，检修员是谁不能作为依据",
        "剩余寿命天",
        "regression",
        "mae",
        without="检修员",
    ),
    Case(
        "磨耗",
        RAIL_ZH,
        "轮对磨耗等级 I<II<III，只凭轮对照片，参数量控制在50万以内",
        "磨耗等级",
        "ordinal",
        levels="I II III",
        only="轮对照片",
        params=500_000,
    ),
    Case(
        "证型",
        HERB_ZH,
        "根据舌象、脉象和主诉辨证，三种证型样本不均衡，每类都要照顾到；药味数和药费是开完方才知道的",
        "证型",
        "multiclass",
        "f1_macro balanced_accuracy recall_macro",
        without="药味数 药费",
    ),
    Case(
        "疗效",
        HERB_ZH,
        "这张方子有没有效？AUC。医师不参与，复诊次数是之后的事",
        "是否有效",
        "binary",
        "roc_auc",
        without="医师 复诊次数",
    ),
    Case(
        "疗程药费",
        HERB_ZH,
        "同时预测疗程天数和药费",
        "疗程天数 药费",
        "multitarget",
    ),
)

UNCLEAR = (Case("维修", RAIL_ZH, "预测维修情况", ask="维修费用 停修小时"),)

KNOWN = {
    # "the number of stars" is read as a number
    "theatre-stars": "kind metric",
    # "frames that are not usable" is taken to be about the column `frame`
    "observe-usable": "inputs",
}
