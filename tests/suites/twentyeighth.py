"""Twenty statements written after the mending for the list before, ten English and ten
Chinese: a crane, a chocolate maker, an optician; a laundry, a cotton mill, a bike-share
repair yard.

Read once: 17 of 20 right (English 9 of 10, Chinese 8 of 10), 2 with another target without
a word, 1 asked about with another candidate than was expected. The right kind of
`choco-orgin`, which has two classes, was written down wrongly at first. Then mended: a space
parts clauses of Chinese, the 单 of a list is no "only", and "the lens strength" is not which
`lens`.
"""

from statement_suite import Case

CRANE = """lift_id id; cabin_image image; load_series series; shift_note text; wind_ms
 number; load_t number; boom_angle number; overload boolean; swing_deg number; near_miss
 boolean; crane_driver category =bo,ed; risk category =amber,green,red; stop_time_s number"""
CHOCO = """batch_id id; bar_photo image; tempering_curve series; bean_note text; cocoa_pct
 number; bloom boolean; snap_force_n number; viscosity number; shelf_days number; origin
 category =ghana,peru; taster category =ana,raj; taste_score integer 1..10; returned_bars
 integer 0..900"""
OPTIC = """visit_id id; fundus image; complaint_text text; sphere number; cylinder number;
 glasses_price number; lens category =bifocal,progressive,single; refund boolean; myopia
 category =high,low,moderate; seller category =x,y; next_visit_months number"""
WASH_ZH = """衣单号 id; 衣物照片 image; 顾客留言 text; 污渍类型 category =墨水,油渍,血渍; 面料 category
 =丝,棉,毛; 洗涤时长 number; 是否洗坏 boolean; 赔付金额 number; 收费 number; 满意度 integer 1..5;
 洗衣工 category =刘,吴; 取衣天数 number"""
MILL_ZH = """纱锭号 id; 纱线显微图 image; 张力曲线 series; 机台声音 audio; 断头数 integer 0..60; 强力cN
 number; 条干CV% number; 棉结数 integer 0..400; 是否停机 boolean; 配棉单 text; 班组 category =乙,甲;
 纱线等级 category =一等,三等,二等"""
YARD_ZH = """车号 id; 车身照 image; 报修文字 text; 骑行轨迹 series; 故障部位 category =刹车,车锁,轮胎,链条;
 维修费 number; 维修时长min number; 是否报废 boolean; 投放月数 number; 维修员 category =马,牛; 累计里程
 number; 再次报修 boolean"""

SEEN = (
    Case(
        "crane-swing",
        CRANE,
        "how far does the load swing, in degrees? load series, wind, cabin cam. stop time"
        " is measured afterwards -> no. rmse",
        "swing_deg",
        "regression",
        "rmse",
        without="stop_time_s",
    ),
    Case(
        "crane-risk",
        CRANE,
        "Rate the risk of each lift (green < amber < red) without knowing who the crane"
        " driver is and without near_miss.",
        "risk",
        "ordinal",
        levels="green amber red",
        without="crane_driver near_miss",
    ),
    Case(
        "crane-over",
        CRANE,
        "Detect overload from nothing but the load series. A missed one can kill, so recall.",
        "overload",
        "binary",
        "recall f2",
        only="load_series",
    ),
    Case(
        "choco-bloom",
        CHOCO,
        "Will this batch bloom? Never mind the taste score and the taster, F1 on bloom",
        "bloom",
        "binary",
        "f1",
        without="taste_score taster",
    ),
    Case(
        "choco-both",
        CHOCO,
        "Predict viscosity and snap force jointly; R2; the number of returned bars is only"
        " known months later",
        "viscosity snap_force_n",
        "multitarget",
        "r2",
        without="returned_bars",
    ),
    Case(
        "choco-shelf",
        CHOCO,
        "Shelf life (shelf_days): 5 %, 50 % and 95 % quantiles please, under 1M weights",
        "shelf_days",
        "regression",
        "mae pinball",
        quantiles=(0.05, 0.5, 0.95),
        params=1_000_000,
    ),
    Case(
        "choco-orgin",
        CHOCO,
        "classify the orgin of the beans based solely on the photo of the bar and the note",
        "origin",
        "binary",
        only="bar_photo bean_note",
    ),
    Case(
        "optic-myopia",
        OPTIC,
        "grade myopia low/moderate/high from the fundus; sphere basically is the answer so"
        " it can't be used, same for the cylinder",
        "myopia",
        "ordinal",
        levels="low moderate high",
        without="sphere cylinder",
    ),
    Case(
        "optic-refund",
        OPTIC,
        "Our question: do customers want a refund? AUC please. The seller should play no"
        " role, and the next visit isn't known yet.",
        "refund",
        "binary",
        "roc_auc",
        without="seller next_visit_months",
    ),
    Case(
        "洗坏",
        WASH_ZH,
        "衣服会不会洗坏？赔付金额和满意度都是洗完才有的，不要用。宁可多报，不能漏",
        "是否洗坏",
        "binary",
        "recall f2",
        without="赔付金额 满意度",
    ),
    Case(
        "污渍",
        WASH_ZH,
        "拍张照就认出是什么污渍，除了衣物照片以外什么都不给，准确率",
        "污渍类型",
        "multiclass",
        "accuracy",
        only="衣物照片",
    ),
    Case(
        "取衣",
        WASH_ZH,
        "估个取衣天数，洗衣工是谁不重要，平均绝对误差",
        "取衣天数",
        "regression",
        "mae",
        without="洗衣工",
    ),
    Case(
        "满意",
        WASH_ZH,
        "预测满意度（1最差，5最好），收费不算在内",
        "满意度",
        "ordinal",
        without="收费",
    ),
    Case(
        "强力",
        MILL_ZH,
        "强力和条干CV一起预测 R2 班组不用 配棉单可以用",
        "强力cN 条干CV%",
        "multitarget",
        "r2",
        without="班组",
    ),
    Case(
        "纱等",
        MILL_ZH,
        "纱线等级怎么分？三等<二等<一等，只看显微图和张力曲线，模型不超过2MB",
        "纱线等级",
        "ordinal",
        levels="三等 二等 一等",
        only="纱线显微图 张力曲线",
        params=2 * 2**20 // 4,
    ),
    Case(
        "停机",
        MILL_ZH,
        "靠机台声音提前发现要停机，断头数是停机之后统计的，排除；平均精度",
        "是否停机",
        "binary",
        "average_precision",
        without="断头数",
    ),
    Case(
        "坏部位",
        YARD_ZH,
        "根据车身照、报修文字判断哪个部位坏了，每类同等重要，维修费和维修时长事后才知道",
        "故障部位",
        "multiclass",
        "f1_macro balanced_accuracy recall_macro",
        without="维修费 维修时长min",
    ),
    Case(
        "修多久",
        YARD_ZH,
        "修一辆车要多长时间？照片以外的都别用",
        "维修时长min",
        "regression",
        only="车身照",
    ),
)

UNCLEAR = (
    Case("optic-number", OPTIC, "predict the lens strength", ask="sphere cylinder"),
    # It asks, but offers 维修员 where `维修时长min` was expected.
    Case("车坏", YARD_ZH, "预测维修", ask="维修费"),
)

KNOWN = {"强力": "inputs"}  # of "班组不用 配棉单可以用" both are left out
