"""Words that mean the same, English | Chinese: works, energy, money."""

TABLE = """
prep preparation prepare preparing cook cooking | 制作 备餐 出餐 备货 烹饪
range endurance | 续航 续航里程
coupon voucher | 优惠券 代金券
rider courier | 骑手 快递员 配送员
orientation facing | 朝向
metro subway | 地铁
neighbourhood neighborhood community | 小区
batch lot | 批次
shift | 班次
scrap scrapped reject rejected | 报废 不合格
waste wasted scrap | 报废 报废量 浪费
rework reworked | 返工
downtime outage | 停机
weld welding | 焊缝
pump | 水泵
fan blower | 风机 风扇
blade | 桨叶
fuel petrol | 油耗 燃油
charging | 充电
degradation fade | 衰减
ammonia | 氨氮
oxygen | 溶解氧
volatility | 波动率
collateral | 抵押
smell odour odor | 气味 异味
drinking | 饮酒
vaccine vaccinated vaccination | 疫苗 接种
pregnancy pregnant | 怀孕 妊娠
nodule lesion | 结节 病灶
pathology histology biopsy | 病理 活检
ventilator ventilation ventilated | 呼吸机 通气
ecg ekg | 心电图 心电
heart cardiac | 心脏
lung pulmonary | 肺部
kidney renal | 肾脏
liver hepatic | 肝脏
tooth teeth | 牙齿
wound injury injured | 受伤 伤口 伤情
wait waiting queue | 等待 等候 排队
guest guests | 住客
booking reservation booked | 预订
occupancy | 入住率
visitor visitors | 游客
luggage baggage | 行李
route line | 线路 路线
station stop | 站点 车站
truck lorry | 卡车 货车
bus | 公交
match game | 比赛
player | 选手
coach | 教练
audience attendance | 观众 上座
artist singer | 艺术家 歌手
painting artwork | 画作
auction hammer | 拍卖
thumbnail cover | 封面 缩略图
chapter episode | 章节
crash crashed | 崩溃
agent | 客服 坐席
essay composition | 作文
fluency | 流利度
milk | 牛奶 产奶 奶量
cow cattle | 奶牛
ship shipped shipping dispatch dispatched | 发货 出货
repurchase rebuy | 复购 回购
buyer purchaser | 买方
seller vendor merchant | 卖家 卖方 商家 商户
panel module | 组件 面板
inverter | 逆变器
irradiance radiation insolation | 辐照度 辐射 光照
tilt inclination | 倾角 倾斜
dust dirt soiling | 灰尘 积灰 粉尘
operator staff worker technician | 运维人员 操作人员 值班员 工作人员 师傅
maintenance maintained upkeep | 维护 保养 养护
inspection inspected check | 巡检 检查 检验 检测
replace replaced replacement | 更换 替换
part component spare | 零件 部件 配件
tool cutter | 刀具
spindle | 主轴
mold mould | 模具
furnace kiln oven | 炉温 炉子 烤箱
concrete cement | 混凝土 水泥
brick tile | 砖块 瓷砖
wood timber | 木材
stone rock | 岩石 石料
sand gravel | 砂石 砂子
ore mine mining | 矿石 采矿
coal | 煤质
gas | 燃气
water | 用水 水量
level | 水位 液位
tank reservoir | 水库 水箱 储罐
river stream | 河流 河道
lake pond | 湖泊 池塘
sea ocean | 海洋 海水
tide wave | 潮位 潮汐 海浪
salinity salt | 盐度
pipe pipeline | 管道 管线
grid | 电网
cable wire | 电缆
insulator | 绝缘子
generator | 发电机
turbine | 汽轮机
cooling coolant chiller | 冷却 制冷
loss losses | 损耗
emission emissions carbon co2 | 排放 碳排放
exhaust | 排气
particulate pm | 颗粒物
sunshine sunlight | 日照
frost freezing | 霜冻 结冰
storm typhoon | 风暴 台风
thunder lightning | 雷电 闪电
gate | 登机口
aircraft airplane plane | 飞机 机型
pilot captain | 飞行员 机长
crew | 机组
vessel boat | 船舶
port harbor harbour | 港口
freight cargo goods | 货运 货物
vehicle car auto | 车辆 车型 车
plate | 车牌
lane | 车道
intersection junction | 路口
toll | 通行费
trip ride journey | 行程 出行
pickup | 上车 取件
dropoff | 下车
surge | 溢价
scooter | 电动车 滑板车
tyre tire wheel | 轮胎 车轮
rail track | 轨道 钢轨
schedule timetable | 班表
punctual ontime | 准点
income earnings | 收益 收入
equity share | 股权 股份
exchange | 汇率
transaction trade | 交易
transfer remittance | 转账 汇款
account | 账户 账号
card | 银行卡
overdue arrears | 逾期 欠款
repayment repaid repay | 还款
bid tender | 投标 招标
progress | 进度
deadline due | 截止 期限
manpower labor labour | 人工 劳动 用工
wage salary | 薪资 工资
hire hired recruit | 录用 招聘
leave absent | 请假
resign resigned quit turnover | 离职 辞职
promotion promoted | 晋升
appraisal | 考核
injury injured hurt | 工伤 受伤
penalty fine | 处罚
violation | 违章 违规
inspector auditor | 检查员 审核员
owner proprietor | 车主
resident | 住户
village town | 村庄 乡镇
max maximum highest peak | 最大 最高 峰值
min minimum lowest | 最小 最低
avg average mean | 平均 均值
total sum | 总计 合计 总额
value worth | 金额
rate ratio share pct percent percentage | 比例 比率 占比 百分比
change delta | 变化 变动
start begin | 起始
origin departure | 起点 出发地 始发
destination | 终点
last previous prior | 上次 上一次 以往
next | 下次
return revisit | 回访 再来
daily | 日均
weekly | 每周 周均
monthly | 每月 月均
annual yearly | 每年 年均 年度
inlet | 进口 入口
outlet | 出口
ambient environment | 环境
holiday | 节假日 假期
success successful | 成功
failure failed fail | 失败
error errors | 错误 报错
dwell stay | 停留
cart basket | 购物车 加购
member loyalty | 会员
points | 积分
quit leave left | 退出 离开
"""
