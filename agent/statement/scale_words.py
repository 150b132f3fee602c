"""Words that stand in an order, each scale from low to high: tables, no code."""

TABLE = (
    # sizes of anything
    "none no zero nil | very_low extremely_low vlow lowest minimal negligible"
    " | low lo | medium_low mid_low | medium moderate mid middle med average normal"
    " intermediate | medium_high mid_high | elevated | high hi | very_high"
    " extremely_high vhigh highest | critical extreme",
    "none no normal healthy absent no_dr | very_mild minimal doubtful questionable"
    " | mild | mild_to_moderate | moderate | moderate_to_severe | severe"
    " | very_severe critical extreme proliferative proliferative_dr profound",
    "none no negligible trivial | minor | moderate medium | major | severe | critical"
    " catastrophic blocker | fatal",
    "slight | serious | fatal",
    "none no healthy sound | early initial incipient | moderate intermediate mid"
    " | advanced late | end_stage terminal",
    "low | normal medium moderate | high | urgent critical immediate",
    "hated hate | disliked dislike | meh neutral ok | liked like | loved love",
    "none no | light slight | moderate medium | heavy | very_heavy",
    # sizes of clothes and things
    "xxs | xs | s | m | l | xl | xxl 2xl | xxxl 3xl",
    "tiny extra_small | small | medium mid | large big | extra_large huge very_large"
    " | giant",
    # quality
    "very_poor terrible awful very_bad | poor bad unsatisfactory | below_average"
    " | fair average acceptable ok okay mediocre satisfactory | above_average"
    " | good | very_good great | excellent outstanding superb | perfect exceptional",
    "worn | fair | good | new",
    "fair | good | very_good | premium | ideal",
    "unacc unacceptable | acc acceptable | good | vgood very_good",
    # answers
    "strongly_disagree completely_disagree totally_disagree | disagree"
    " | somewhat_disagree slightly_disagree | neutral neither"
    " neither_agree_nor_disagree undecided | somewhat_agree slightly_agree | agree"
    " | strongly_agree completely_agree totally_agree",
    "very_dissatisfied very_unsatisfied | dissatisfied unsatisfied"
    " | neutral neither | satisfied | very_satisfied",
    "never | rarely seldom almost_never | sometimes occasionally | often frequently"
    " usually | very_often almost_always | always",
    "very_unlikely | unlikely | neutral possible | likely | very_likely | certain",
    # skill, difficulty, speed
    "very_easy trivial | easy | medium moderate normal intermediate | hard difficult"
    " challenging | very_hard expert extreme insane",
    "novice beginner basic elementary | intermediate | advanced proficient"
    " | expert master",
    "very_slow | slow | medium moderate normal | fast quick | very_fast",
    "weak | medium moderate | strong | very_strong",
    # Chinese
    "无 没有 正常 | 极低 很低 非常低 | 较低 偏低 | 低 | 中低 | 中 中等 一般 普通 适中"
    " | 中高 | 较高 偏高 | 高 | 极高 很高 非常高",
    "无 没有 正常 无症状 | 轻微 极轻 | 轻 | 中 | 重 严重 | 极重 危重 极重度 特重",
    "极差 很差 非常差 | 差 较差 不合格 不及格 待发展 待提高 | 中 一般 中等 合格"
    " 及格 尚可 | 良 良好 好 较好 | 优 优秀 很好 非常好 优良",
    "无 没有 正常 | 极浅 很浅 | 浅 | 中 适中 | 深 | 极深 很深",
    "特小 | 小 小型 | 中 中型 中等 | 大 大型 | 特大 超大 巨大",
    "无 没有 | 极少 很少 | 少 较少 | 中 正常 适中 适量 一般 | 多 较多 | 极多 很多",
    "很慢 | 慢 | 中 中等 | 快 | 很快",
    "很弱 | 弱 | 中 中等 | 强 | 很强",
    "很简单 很容易 | 易 简单 容易 | 中 中等 | 难 困难 | 很难 非常难",
    "初级 初等 入门 | 中级 中等 | 高级 高等 | 专家 专家级",
    "非常不满意 很不满意 | 不满意 | 一般 中立 | 满意 | 非常满意 很满意",
    "非常不同意 强烈反对 | 不同意 反对 | 中立 一般 | 同意 | 非常同意 强烈同意",
    "从不 | 很少 偶尔 | 有时 | 经常 常常 | 总是 一直",
    "全新 未使用 | 几乎全新 近全新 | 轻微使用 轻度使用 | 明显使用 重度使用 | 破损",
    "次要 轻微 | 一般 | 重要 严重 | 紧急 致命",
)
"""Scales whose words mean nothing but an order."""

ON_REQUEST = (
    "negative | neutral | positive",
    "very_negative | negative | neutral | positive | very_positive",
    "cold | cool | warm | hot",
    "none no | bronze | silver | gold | platinum | diamond",
    "child kid | teen teenager adolescent | young_adult | adult | senior elderly old",
    "young | middle middle_aged | old",
    "primary elementary | secondary | tertiary",
    "high_school | bachelor bachelors | master masters | phd doctorate",
    "light | medium | dark",
    "a1 | a2 | b1 | b2 | c1 | c2",
    "消极 负面 | 中性 | 积极 正面",
    "青铜 | 白银 | 黄金 | 铂金 白金 | 钻石",
    "丁 | 丙 | 乙 | 甲",
)
"""Scales that are an order only if the words ask for one."""
