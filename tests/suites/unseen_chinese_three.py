"""Forty-four statements in Chinese by people who had never seen the reader, kept unread
while it was mended for their sister lists: a call centre, a ski resort, a glass factory,
a museum, dairy cows, bridges, meals delivered, wafers.

Read before those were mended: 20 of 44. Read after: 24; of the five with another target
or a guess at first two were left. Then they were opened, and the classes of what was
misread mended.
"""

from statement_suite import Case

CHINESE3_CALLS = """call_id id; recording audio; transcript text;
 agent_name category =wang,li,zhao,sun; queue category =billing,tech,refund,logistics;
 call_time date; wait_sec integer 0..1800; handle_sec number; hold_count integer 0..9;
 intent category =refund_request,bill_query,fault_report,complaint;
 csat integer 1..5; nps_score integer 0..10; escalated boolean; callback_7d boolean"""
CHINESE3_SKI = """记录编号 id; 日期 date; 山顶画面 image; 天气描述 text; 气温曲线 series;
 新雪厚度_cm number; 是否节假日 boolean; 预售票数 integer 0..6000; 雪场名称 constant;
 -入园人数 integer 0..8000; -受伤人数 integer 0..15; -门票收入 number;
 -餐饮收入 number; -雪质 category =粉雪,压实雪,湿雪,冰面"""
CHINESE3_GLASS = """sheet_id id; surface_img image; furnace_temp series; operator_note text;
 shift category =早,中,晚; glass_type category =float,tempered,laminated;
 thickness_mm number; thickness_target_mm number; bubble_cnt integer 0..60;
 defect_tags category =bubble|scratch,stone,scratch,bubble|stone;
 quality_grade category =A,B,C,D; pass_qc boolean; break_strength_mpa number;
 warp_mm number"""
CHINESE3_MUSEUM = """参观编号 id; 展厅照片 image; 留言 text; 讲解录音 audio; 入馆时间 date;
 年龄 integer 6..85; 观众类型 category =亲子,学生,游客,研究者;
 票种 category =免费,特展,联票; 停留分钟 number; 看过展品数 integer 0..80;
 满意度 category =很差,一般,满意,很满意; 文创消费 number; 是否再访 boolean;
 是否办会员 category =是,否"""

CHINESE4_COW = """耳标号 id; 背部照片 image; 步态视频 video; 活动量曲线 series; 兽医备注 text; 胎次 integer 1..8;
 昨日产奶量 number; 次日产奶量 number; 体细胞数 number; 体况评分 integer 1..5; 是否乳房炎 boolean;
 是否跛行 boolean; 在群天数 integer 1..2900; 是否淘汰 boolean"""

CHINESE4_BRIDGE = """bridge_id id; crack_photo image; drone_video video; point_cloud points; vibration series;
 inspection_note text; inspector category =wang,liu,zhao; built_year integer 1955..2020; span_m number;
 crack_width_mm number; crack_depth_mm number; condition_grade integer 1..5; repair_needed boolean;
 repair_cost number"""

CHINESE4_FOOD = """订单号 id; 菜品图 image; 顾客评论 text; 客服录音 audio; 骑手轨迹 series; 下单时间 date;
 商家品类 category =快餐,奶茶,烧烤,生鲜; 配送距离 number; 骑手 category =R01,R02,R03,R04;
 预计送达分钟 number; 实际送达分钟 number; 评分 integer 1..5; 是否超时 boolean; 是否退款 boolean"""

CHINESE4_WAFER = """wafer_id id; wafer_map image; sem_image image; chamber_trace series; engineer_log text;
 tool category =etch01,etch02,etch03; fab constant; film_thickness_nm number; line_width_nm number;
 defect_count integer 0..400; defect_pattern category =center,donut,edge_ring,scratch,none;
 cp_yield number; ft_yield number; scrapped boolean"""

SEEN = (
    Case(
        "chinese3-calls-again",
        CHINESE3_CALLS,
        "客户7天内会不会再打进来？满意度和NPS是回访才有的，不能用",
        "callback_7d",
        "binary",
        without="csat nps_score",
    ),
    Case(
        "chinese3-calls-intent",
        CHINESE3_CALLS,
        "听录音、看转写文本，判断客户打电话来是想干嘛，macro-F1。"
        "哪个坐席接的不应该影响结果",
        "intent",
        "multiclass",
        "f1_macro",
        without="agent_name",
    ),
    Case(
        "chinese3-calls-csat",
        CHINESE3_CALLS,
        "预测csat,1到5按有序等级做,nps别用",
        "csat",
        "ordinal",
        without="nps_score",
        levels="1 2 3 4 5",
    ),
    Case(
        "chinese3-calls-handle",
        CHINESE3_CALLS,
        "预测处理时长（秒）。接通之前就得出结果，"
        "所以手上只有队列、来电时间和排队等了多久，用中位数绝对误差",
        "handle_sec",
        "regression",
        "median_ae",
        only="queue call_time wait_sec",
    ),
    Case(
        "chinese3-calls-escalated",
        CHINESE3_CALLS,
        "我们主管天天催这个：哪些电话最后会被升级处理，要早点揪出来，"
        "漏掉比误报严重得多，所以用F2。另外服务器很旧，内存最多512MB",
        "escalated",
        "binary",
        "f2",
        memory=512,
    ),
    Case(
        "chinese3-ski-visitors",
        CHINESE3_SKI,
        "每天会来多少人滑雪",
        "入园人数",
        "regression",
    ),
    Case(
        "chinese3-ski-both",
        CHINESE3_SKI,
        "卖票和餐饮各能收多少钱，两个一起预测",
        "门票收入 餐饮收入",
        "multitarget",
    ),
    Case(
        "chinese3-ski-snow",
        CHINESE3_SKI,
        "认雪质,只准用山顶画面,参数量控制在200万以下,准确率",
        "雪质",
        "multiclass",
        "accuracy",
        only="山顶画面",
        params=2_000_000,
    ),
    Case(
        "chinese3-ski-injured",
        CHINESE3_SKI,
        "当天会有几个人受伤？MAE。新雪厚度的传感器老是坏，那一列不要",
        "受伤人数",
        "regression",
        "mae",
        without="新雪厚度_cm",
    ),
    Case(
        "chinese3-ski-food",
        CHINESE3_SKI,
        "餐饮一天能卖多少钱，sMAPE，预售票数不要给模型看",
        "餐饮收入",
        "regression",
        "smape",
        without="预售票数",
    ),
    Case(
        "chinese3-glass-qc",
        CHINESE3_GLASS,
        "这片玻璃质检能不能过,MCC。quality_grade是质检完才定的,别进模型",
        "pass_qc",
        "binary",
        "mcc",
        without="quality_grade",
    ),
    Case(
        "chinese3-glass-thickness",
        CHINESE3_GLASS,
        "实际厚度会是多少毫米？目标厚度可以当输入",
        "thickness_mm",
        "regression",
    ),
    Case(
        "chinese3-glass-both",
        CHINESE3_GLASS,
        "請同時預測翹曲量和破裂強度，操作員的備註不要用",
        "warp_mm break_strength_mpa",
        "multitarget",
        without="operator_note",
    ),
    Case(
        "chinese3-glass-defects",
        CHINESE3_GLASS,
        "表面照片里有哪几种缺陷（可能不止一种），除了照片什么都不给模型，"
        "产线上一片最多30毫秒",
        "defect_tags",
        "multilabel",
        only="surface_img",
        latency=30,
        separator="|",
    ),
    Case(
        "chinese3-glass-grade",
        CHINESE3_GLASS,
        "玻璃定级，A最好D最差，是有顺序的。是否通过质检等于答案，不能用",
        "quality_grade",
        "ordinal",
        without="pass_qc",
    ),
    Case(
        "chinese3-museum-type",
        CHINESE3_MUSEUM,
        "判断来的是哪一类观众，加权F1，年龄涉及隐私，不许用",
        "观众类型",
        "multiclass",
        "f1_weighted",
        without="年龄",
    ),
    Case(
        "chinese3-museum-return",
        CHINESE3_MUSEUM,
        "觀眾以後還會不會再來？用Brier score。會員那欄不要用",
        "是否再访",
        "binary",
        "brier",
        without="是否办会员",
    ),
    Case(
        "chinese3-museum-stay",
        CHINESE3_MUSEUM,
        "停留时常(分钟)给我5%和95%两个分位数,pinball",
        "停留分钟",
        "regression",
        "pinball",
        quantiles=(0.05, 0.95),
    ),
    Case(
        "chinese3-museum-shop",
        CHINESE3_MUSEUM,
        "预测观众在文创店花多少钱，指标RMSLE。很多人一分钱不花，这个你知道就行。"
        "满意度是出馆以后才填的问卷，不能拿来用",
        "文创消费",
        "regression",
        "rmsle",
        without="满意度",
    ),
    Case(
        "chinese3-museum-find",
        CHINESE3_MUSEUM,
        "给一条留言，从所有展厅照片里找出它对应的那张，recall@10，别的列都不用",
        "展厅照片",
        "retrieval",
        "recall_at_10",
        only="留言 展厅照片",
    ),
    # 奶牛场
    Case(
        "chinese4-cow-lame",
        CHINESE4_COW,
        "看步态视频判断牛跛不跛,平衡准确率",
        "是否跛行",
        "binary",
        "balanced_accuracy",
    ),
    Case(
        "chinese4-cow-mastitis",
        CHINESE4_COW,
        "哪些牛得了乳房炎?体细胞数要送化验室才有,兽医备注是确诊以后写的,这两个都别进模型。"
        "漏掉一头损失很大,所以用F2",
        "是否乳房炎",
        "binary",
        "f2",
        without="体细胞数 兽医备注",
    ),
    Case(
        "chinese4-cow-milk",
        CHINESE4_COW,
        "明天这头牛能产多少奶",
        "次日产奶量",
        "regression",
    ),
    Case(
        "chinese4-cow-body",
        CHINESE4_COW,
        "从背部照片给牛打体况评分,1到5分当有序等级来做,不要当成普通分类",
        "体况评分",
        "ordinal",
    ),
    Case(
        "chinese4-cow-survival",
        CHINESE4_COW,
        "做生存分析,时间是在群天数,事件是是否淘汰,C-index",
        "在群天数 是否淘汰",
        "survival",
        "c_index",
    ),
    # 桥梁检测
    Case(
        "chinese4-bridge-both",
        CHINESE4_BRIDGE,
        "裂缝宽度和裂缝深度同时预测,检测备注里写着答案,不给模型看",
        "crack_width_mm crack_depth_mm",
        "multitarget",
        without="inspection_note",
    ),
    Case(
        "chinese4-bridge-grade",
        CHINESE4_BRIDGE,
        "技术状况等级 1~5(1最好,5最差,有序),QWK",
        "condition_grade",
        "ordinal",
        "cohen_kappa_quadratic",
    ),
    Case(
        "chinese4-bridge-repair",
        CHINESE4_BRIDGE,
        "这座桥需不需要维修?repair_cost 修了才知道,不要用",
        "repair_needed",
        "binary",
        without="repair_cost",
    ),
    Case(
        "chinese4-bridge-cost",
        CHINESE4_BRIDGE,
        "預估維修費用,誤差用 RMSLE。檢測員是誰不該影響結果。之後要放到工地的小主機上跑,記憶體最多 1GB",
        "repair_cost",
        "regression",
        "rmsle",
        without="inspector",
        memory=1024,
    ),
    Case(
        "chinese4-bridge-depth",
        CHINESE4_BRIDGE,
        "手头就只有点云和裂缝照片,别的数据都没有,想估一下裂缝有多深",
        "crack_depth_mm",
        "regression",
        only="point_cloud crack_photo",
    ),
    # 外卖平台
    Case(
        "chinese4-food-late",
        CHINESE4_FOOD,
        "超时预测,AUC,不许用实际送达分钟、顾客评论、评分和是否退款",
        "是否超时",
        "binary",
        "roc_auc",
        without="实际送达分钟 顾客评论 评分 是否退款",
    ),
    Case(
        "chinese4-food-minutes",
        CHINESE4_FOOD,
        "老板嫌现在页面上那个预计时间不准,让我重新做一个。预测这单实际多少分钟送到,"
        "骑手轨迹、客服录音、评论、评分、是否超时、是否退款都是下单之后才产生的,全部去掉。"
        "看中位数绝对误差。",
        "实际送达分钟",
        "regression",
        "median_ae",
        without="骑手轨迹 客服录音 顾客评论 评分 是否超时 是否退款",
    ),
    Case(
        "chinese4-food-stars",
        CHINESE4_FOOD,
        "顾客会打几分?1-5分是有高低顺序的等级",
        "评分",
        "ordinal",
    ),
    Case(
        "chinese4-food-refund",
        CHINESE4_FOOD,
        "退款概率,log loss",
        "是否退款",
        "binary",
        "log_loss",
    ),
    Case(
        "chinese4-food-kind",
        CHINESE4_FOOD,
        "看图分辩这是快餐、奶茶、烧烤还是生鲜,只给菜品图一列,模型要小,参数500万以内",
        "商家品类",
        "multiclass",
        only="菜品图",
        params=5_000_000,
    ),
    # 半导体晶圆
    Case(
        "chinese4-wafer-pattern",
        CHINESE4_WAFER,
        "晶圆图缺陷模式分类,加权F1",
        "defect_pattern",
        "multiclass",
        "f1_weighted",
    ),
    Case(
        "chinese4-wafer-count",
        CHINESE4_WAFER,
        "预侧一片晶圆上有多少个缺陷,缺陷模式不能当特征",
        "defect_count",
        "regression",
        without="defect_pattern",
    ),
    Case(
        "chinese4-wafer-scrap",
        CHINESE4_WAFER,
        "会不会报废?MCC。cp_yield 和 ft_yield 测完才有,去掉",
        "scrapped",
        "binary",
        "mcc",
        without="cp_yield ft_yield",
    ),
    Case(
        "chinese4-wafer-metrology",
        CHINESE4_WAFER,
        "虚拟量测:膜厚和线宽两个一起回归,输入仅限腔体曲线 chamber_trace 和机台 tool,R2",
        "film_thickness_nm line_width_nm",
        "multitarget",
        "r2",
        only="chamber_trace tool",
    ),
    Case(
        "chinese4-wafer-ft",
        CHINESE4_WAFER,
        "FT良率能到多少?CP良率可以用,是否报废不能用",
        "ft_yield",
        "regression",
        without="scrapped",
    ),
)

UNCLEAR = (
    Case(
        "chinese3-calls-vague",
        CHINESE3_CALLS,
        "预测客户给的评分",
        ask="csat nps_score",
    ),
    Case(
        "chinese3-ski-vague",
        CHINESE3_SKI,
        "预测收入",
        ask="门票收入 餐饮收入",
    ),
    Case(
        "chinese4-cow-vague",
        CHINESE4_COW,
        "看看这头牛有没有病,要召回率高",
        ask="是否乳房炎 是否跛行",
    ),
    Case(
        "chinese4-wafer-vague",
        CHINESE4_WAFER,
        "预测晶圆良率",
        ask="cp_yield ft_yield",
    ),
)

KNOWN = {
    "chinese3-calls-handle": "refused",
    "chinese3-ski-visitors": "refused",
    "chinese3-ski-both": "refused",
}
"""What is misread, by its fields."""
