"""Ten statements written after all mending, five English and five Chinese: a vineyard's
cellar, a fire brigade; a bookshop, a lift's sound, a rice field.

Read once: 8 of 10 right (English 5 of 5, Chinese 3 of 5), none with another target without a word,
2 refused without need. Nothing was mended for it.

READING
"""

from statement_suite import Case

CELLAR = """barrel_id id; barrel_photo image; fermenter_audio audio; sugar_brix number;
 alcohol_pct number; spoiled boolean; tannin category =high,low,mid; cellar_hand category
 =ann,tom; tasting_note text; days_to_bottle number; room_temp_c number; bottles integer
 0..400"""
FIRE = """call_id id; call_audio audio; street_image image; callout_text text; engines_sent
 integer 1..12; false_alarm boolean; severity category =large,medium,small; response_min
 number; damage_eur number; officer_report text; station category =n,s; injured integer
 0..20"""
BOOK_ZH = """书号 id; 封面 image; 简介 text; 首月销量 integer 0..9000; 总销量 integer 0..99999; 退货率
 number; 评分 number; 是否加印 boolean; 体裁 category =小说,散文,诗歌; 责编 category =丘,邱;
 读者书评 text; 定价元 number"""
RICE_ZH = """田块号 id; 无人机图 image; 气象序列 series; 土壤光谱 vector; 亩产公斤 number; 倒伏程度
 category =严重,无,轻度; 是否稻瘟病 boolean; 抽穗天数 number; 株高cm number; 农技员 category
 =一号,二号; 收购价 number; 农户记录 text"""

SEEN = (
    Case(
        "cellar-spoil",
        CELLAR,
        "Is a barrel spoiled? Photo and fermenter sound. The tasting note is written when we"
        " already know, so please don't use it. Recall.",
        "spoiled",
        "binary",
        "recall f2",
        without="tasting_note",
    ),
    Case(
        "cellar-both",
        CELLAR,
        "predict sugar and alcohol simultaneously w/o the bottles count, rmse",
        "sugar_brix alcohol_pct",
        "multitarget",
        "rmse",
        without="bottles",
    ),
    Case(
        "fire-severity",
        FIRE,
        "How large is the fire going to be: small, medium or large? Decide it by the call audio"
        " alone, within 50 ms.",
        "severity",
        "ordinal",
        levels="small medium large",
        only="call_audio",
        latency=50,
    ),
    Case(
        "fire-false",
        FIRE,
        "we get too many false alarms and want to see them coming. damage, injured and the"
        " officer's report are unknown at that point. AUC",
        "false_alarm",
        "binary",
        "roc_auc",
        without="damage_eur injured officer_report",
    ),
    Case(
        "加印",
        BOOK_ZH,
        "这本书要不要加印？F1，总销量和退货率是后来的数据，不能用",
        "是否加印",
        "binary",
        "f1",
        without="总销量 退货率",
    ),
    Case(
        "首月",
        BOOK_ZH,
        "看封面和简介估首月能卖多少本，不要读者书评，用对数误差",
        "首月销量",
        "regression",
        "rmsle",
        without="读者书评",
    ),
    Case(
        "倒伏",
        RICE_ZH,
        "倒伏有多严重（无<轻度<严重）？只给无人机图，模型小于8MB",
        "倒伏程度",
        "ordinal",
        levels="无 轻度 严重",
        only="无人机图",
        params=8 * 2**20 // 4,
    ),
    Case(
        "亩产-b",
        RICE_ZH,
        "预测每块田的亩产，农技员、收购价别用，要10%和90%分位数",
        "亩产公斤",
        "regression",
        "mae pinball",
        quantiles=(0.1, 0.9),
        without="农技员 收购价",
    ),
)

UNCLEAR = (
    Case("fire-count", FIRE, "predict the number", ask="engines_sent injured"),
    Case("书销量", BOOK_ZH, "预测这本书的销量", ask="首月销量 总销量"),
)

KNOWN = {}
