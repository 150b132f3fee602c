"""Twenty-two more, terse, over English columns of four other trades: claims, fish ponds,
steel, ski rental. First reading: 13 right, 4 refused without need, 5 with an input too
many or too few, none with another target: what neither table nor dictionary has.
"""

from statement_suite import Case

CLAIM = """claim_id id; damage_photo image; call_recording audio; claim_text text; policy_type category =car,home,travel; region category =east,north,south;
 customer_age integer 18..90; premium_yuan number; policy_years number; reported_at date; agent_name category =he,ma,qian; -fraud boolean; -payout_yuan number;
 -settle_days integer 1..120; -severity category =minor,moderate,major; -renewed boolean"""
FISH = """pond_id id; water_photo image; sonar points; feeding_log text; water_temp number; oxygen_mg_l number; ph number; ammonia number; species category =carp,shrimp,tilapia;
 stocking_density number; feed_kg number; measured_at date; -mortality_rate number; -disease category =none,parasite,virus; -harvest_kg number; -algae_bloom boolean"""
STEEL = """coil_id id; surface_image image; rolling_force series; operator_note text; furnace category =f1,f2,f3; grade category =q235,q345,x70; thickness_mm number; carbon_pct number;
 finish_temp number; shift category =day,night; produced_at date; -defect_type category =none,scratch,crack,scale; -tensile_mpa number; -elongation_pct number; -scrapped boolean;
 -inspector_score integer 1..5"""
SKI = """rental_id id; boot_scan points; selfie image; review text; height_cm number; weight_kg number; skill category =beginner,intermediate,expert; resort category =wanlong,yabuli;
 rented_on date; days integer 1..14; snow_depth_cm number; -injured boolean; -returned_late boolean; -damage_fee number; -stars integer 1..5; -next_purchase category =boots,none,skis"""

SEEN = (
    Case(
        "zh9-claim-fraud",
        CLAIM,
        "识别骗保，赔付金额和结案天数是后来才知道的，别用，F1",
        "fraud",
        "binary",
        "f1",
        without="payout_yuan settle_days",
    ),
    Case(
        "zh9-claim-pay",
        CLAIM,
        "这个案子要赔多少钱，平均绝对百分比误差",
        "payout_yuan",
        "regression",
        "mape",
    ),
    Case(
        "zh9-claim-days",
        CLAIM,
        "多少天能结案，经办人不能进模型",
        "settle_days",
        "regression",
        without="agent_name",
    ),
    Case(
        "zh9-claim-sev",
        CLAIM,
        "损失轻、中、重，只看照片和报案文字",
        "severity",
        "ordinal",
        only="damage_photo claim_text",
    ),
    Case(
        "zh9-claim-renew",
        CLAIM,
        "客户续不续保，AUC，不用年龄",
        "renewed",
        "binary",
        "roc_auc",
        without="customer_age",
    ),
    Case(
        "zh9-fish-dead",
        FISH,
        "预测死亡率，别看投喂日志",
        "mortality_rate",
        "regression",
        without="feeding_log",
    ),
    Case(
        "zh9-fish-ill",
        FISH,
        "鱼得了什么病，宏F1，水面照片最重要",
        "disease",
        "multiclass",
        "f1_macro",
    ),
    Case("zh9-fish-kg", FISH, "能捞多少公斤，RMSE", "harvest_kg", "regression", "rmse"),
    Case(
        "zh9-fish-algae",
        FISH,
        "会不会爆发藻类，氨氮不作为输入",
        "algae_bloom",
        "binary",
        without="ammonia",
    ),
    Case(
        "zh9-fish-two",
        FISH,
        "死亡率和收获量一块预测",
        "mortality_rate harvest_kg",
        "multitarget",
    ),
    Case(
        "zh9-steel-defect",
        STEEL,
        "钢卷表面是什么缺陷，推理每张不超过50毫秒",
        "defect_type",
        "multiclass",
        latency=50.0,
    ),
    Case(
        "zh9-steel-str",
        STEEL,
        "预测抗拉强度，质检打分不许用，R2",
        "tensile_mpa",
        "regression",
        "r2",
        without="inspector_score",
    ),
    Case(
        "zh9-steel-scrap",
        STEEL,
        "这卷会报废吗？班次别用，召回优先",
        "scrapped",
        "binary",
        "recall",
        without="shift",
    ),
    Case(
        "zh9-steel-both",
        STEEL,
        "抗拉强度、延伸率两个指标一起回归",
        "tensile_mpa elongation_pct",
        "multitarget",
    ),
    Case(
        "zh9-steel-score", STEEL, "质检员会打几分（1到5）", "inspector_score", "ordinal"
    ),
    Case(
        "zh9-ski-hurt",
        SKI,
        "滑雪的人会不会受伤，自拍就算了，balanced accuracy",
        "injured",
        "binary",
        "balanced_accuracy",
        without="selfie",
    ),
    Case(
        "zh9-ski-late",
        SKI,
        "是否晚还，评论写于归还之后，不可用",
        "returned_late",
        "binary",
        without="review",
    ),
    Case(
        "zh9-ski-fee",
        SKI,
        "损坏要赔多少，MAE，不考虑身高体重",
        "damage_fee",
        "regression",
        "mae",
        without="height_cm weight_kg",
    ),
    Case("zh9-ski-stars", SKI, "几星好评", "stars", "ordinal"),
    Case(
        "zh9-ski-next",
        SKI,
        "下次会买什么，加权F1，模型最多300万参数",
        "next_purchase",
        "multiclass",
        "f1_weighted",
        params=3000000,
    ),
)
UNCLEAR = (
    Case("zh9-steel-vague", STEEL, "预测钢卷质量", ask="tensile_mpa"),
    Case("zh9-claim-vague", CLAIM, "帮我预测这个案子", ask="payout_yuan"),
)

KNOWN = {
    "zh9-claim-fraud": "inputs",  # 赔付 may be a `claim`, too
    "zh9-claim-sev": "refused",  # 轻、中、重 for its values
    "zh9-steel-str": "inputs",  # 打分 for a `grade` of steel
}
"""What is misread, by its fields."""
