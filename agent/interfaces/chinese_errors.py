"""Chinese for errors of data and statement: English with holes, then its translation,
whose `{0}` is what stood in the first hole."""

ERRORS = {
    # tables and files
    "there is one class folder only: {}": "只有一个类别文件夹：{0}",
    "with a folder per class, at least two classes are needed": (
        "按文件夹分类时，至少需要两个类别"
    ),
    "add the other classes' folders, or a table with the target": (
        "补上其他类别的文件夹，或提供含目标列的表格"
    ),
    "column {} points outside the data folder: {}": "列 {0} 指向数据文件夹之外：{1}",
    "put the files below the data folder and write paths relative to it": (
        "把文件放到数据文件夹内，并使用相对路径"
    ),
    "no file {}": "没有文件 {0}",
    "no lines": "没有任何行",
    "the archive is empty": "压缩包是空的",
    "{} usable rows are too few to train and judge a model": (
        "{0} 行可用数据太少，无法训练和评判模型"
    ),
    "train, select and test parts need {} rows at least": (
        "训练、选择和测试三部分至少需要 {0} 行"
    ),
    "add labelled rows; a few hundred are a sensible start": (
        "增加有标签的行；几百行是合理的起点"
    ),
    "a row of {} has {} cells where the header has {}": (
        "{0} 有一行有 {1} 个单元格，而表头有 {2} 个"
    ),
    "cells are separated by {} here; an unquoted one adds a cell": (
        "这里的分隔符是 {0}；未加引号的分隔符会多出一个单元格"
    ),
    "quote cells that hold the separator, or complete the row": (
        "给含分隔符的单元格加引号，或补全该行"
    ),
    "{} is not JSON Lines": "{0} 不是 JSON Lines 格式",
    'write one object a line: {"column": value, …}': (
        '每行写一个对象：{{"column": value, …}}'
    ),
    "{} has a header but no rows": "{0} 有表头但没有数据行",
    "{} columns, 0 rows": "{0} 列，0 行",
    "add the rows, or point to the file that holds them": (
        "补上数据行，或指定含有数据的文件"
    ),
    "{} is empty": "{0} 是空的",
    "{} bytes, no header": "{0} 字节，没有表头",
    "point to a table with a header line and one row per example": (
        "请指定一个有表头、每个样本一行的表格"
    ),
    "no line holds a JSON object": "没有一行是 JSON 对象",
    "{} has more than one column called {}": "{0} 中不止一列叫 {1}",
    "a column name must say which column is meant": "列名必须能说明指的是哪一列",
    "rename one of them": "请给其中一列改名",
    "{} seems to have no header": "{0} 似乎没有表头",
    "its first line holds numbers only: {}": "第一行全是数字：{0}",
    "put a line with the column names first": "请在最前面加一行列名",
    "{} has broken quotes": "{0} 的引号不配对",
    'close the quotes; a quote inside a quoted cell is written ""': (
        '请补全引号；加引号的单元格内的引号写作 ""'
    ),
    "{} can't be opened": "无法打开 {0}",
    "{}/ can't be opened": "无法打开 {0}/",
    "check its permissions": "请检查它的权限",
    "there is no encoding {}": "没有 {0} 这种编码",
    "Python doesn't know the name": "Python 不认识这个名字",
    "give one such as --encoding latin-1, gb18030 or cp1252": (
        "请指定一种编码，例如 --encoding latin-1、gb18030 或 cp1252"
    ),
    "{} is not {}": "{0} 不是 {1}",
    "byte 0x{} can't be read: {}": "字节 0x{0} 无法读取：{1}",
    "name its encoding: --encoding cp1252 (Western Excel), gb18030, …": (
        "请指定文件的编码：--encoding gb18030（中文 Excel）、cp1252（西欧 Excel）……"
    ),
    "{} can't be read as Parquet": "{0} 无法按 Parquet 读取",
    "{} can't be read as a spreadsheet": "{0} 无法按电子表格读取",
    "{} unpacks to more than {} MB": "{0} 解压后超过 {1} MB",
    "save it again as .xlsx, or as CSV (UTF-8)": (
        "请重新另存为 .xlsx，或 CSV（UTF-8）"
    ),
    "no sheet has a filled cell": "没有一张工作表有内容",
    "write it again, or save it as CSV": "请重新写出，或另存为 CSV",
    "no sound data": "没有声音数据",
    "cut off: {} of {} bytes of sound": "声音被截断：{0}/{1} 字节",
    "no format before the sound data": "声音数据之前没有格式说明",
    "no sound: {}": "不是声音：{0}",
    "no WAV header": "没有 WAV 文件头",
    "{} is no file": "{0} 不是文件",
    "{} is no table of a known kind": "{0} 不是已知类型的表格",
    "{}; known are {}": "{0}；已知的有 {1}",
    "{} has two columns {}": "{0} 有两列都叫 {1}",
    "there is no {}": "{0} 不存在",
    "the path doesn't exist": "该路径不存在",
    "give the folder or the table with the data": "请给出数据所在的文件夹或表格",
    "{} is not a table that can be read": "{0} 不是能读取的表格",
    "read are {}, not {}": "能读取的是 {0}，不是 {1}",
    "save it as .xlsx or CSV (UTF-8), or give the folder it lies in": (
        "请另存为 .xlsx 或 CSV（UTF-8），或给出它所在的文件夹"
    ),
    "no table ({}) and no class folders; it holds: {}": (
        "没有表格（{0}），也没有类别文件夹；其中有：{1}"
    ),
    "put train.csv there, with one row per example and a header": (
        "请放入 train.csv：有表头，每个样本一行"
    ),
    # targets
    "the target {} has one value only: {}": "目标 {0} 只有一个值：{1}",
    "all {} usable rows have it, so there is nothing to tell apart": (
        "全部 {0} 行可用数据都是它，没有什么可区分"
    ),
    "add rows of another class, or name another column: --target NAME": (
        "请增加其他类别的行，或指定另一列：--target NAME"
    ),
    "the data has no column {}": "数据中没有列 {0}",
    "its columns are {}": "它的列有 {0}",
    "check the spelling, or name another column: --target NAME": (
        "请检查拼写，或指定另一列：--target NAME"
    ),
    "the target {} is empty in all {} rows": "目标 {0} 在全部 {1} 行中都是空的",
    "there is nothing to learn from": "没有可供学习的内容",
    "fill the column, or name another one: --target NAME": (
        "请填写该列，或指定另一列：--target NAME"
    ),
    "{} of {} cells of the target {} are text": (
        "目标 {2} 的 {1} 个单元格中有 {0} 个是文字"
    ),
    "a regression needs numbers, not {}": "回归需要数字，而不是 {0}",
    "clean these cells, or ask for a classification": (
        "请清理这些单元格，或改为分类任务"
    ),
    "{} is none of the levels {}": "{0} 不在等级 {1} 之中",
    "the target {} has {} classes where two were expected": (
        "目标 {0} 有 {1} 个类别，而应为两个"
    ),
    "it holds {}": "其中有 {0}",
    "ask for several classes: --kind multiclass": "请改为多分类：--kind multiclass",
    "the labels of {} are the same in every row": "{0} 的标签在每一行都相同",
    "{} labels have two rows or more, and all rows have them": (
        "有 {0} 个标签出现在两行以上，而且所有行都有"
    ),
    "check what stands between the labels of a cell": (
        "请检查单元格中标签之间的分隔符"
    ),
    "no row of {} is {}, so no event ever happened": (
        "{0} 没有一行是 {1}，即事件从未发生"
    ),
    "survival is learnt from rows in which the event happened": (
        "生存分析要从事件发生的行中学习"
    ),
    "name the value that means it happened: --positive VALUE": (
        "请指出表示事件发生的值：--positive VALUE"
    ),
    "{} times of {} are below zero": "{1} 中有 {0} 个时间小于零",
    "a survival time counts from the start of its row's observation": (
        "生存时间从该行开始观察时算起"
    ),
    "clean these cells, or name another column": "请清理这些单元格，或指定另一列",
    "the target {} can't be read: {}": "目标 {0} 无法读取：{1}",
    "a {} task needs other cells": "{0} 任务需要别样的单元格",
    "clean these cells, or ask for another kind: --kind KIND": (
        "请清理这些单元格，或改用另一类任务：--kind KIND"
    ),
    "{} holds {} where yes or no was expected": "{0} 中有 {1}，而应为是或否",
    "the {} part of the split has {}": "划分中的 {0} 部分有 {1}",
    "all rows of a group, or of a time, stay together: {} rows came there": (
        "同组或同时间的行不拆开：该部分得到 {0} 行"
    ),
    "more rows or groups, or --ignore the column that groups them": (
        "请增加行或组，或用 --ignore 忽略分组列"
    ),
    "{} of {} files ({}) of column {} can't be used": (
        "列 {3} 的 {1} 个文件中有 {0} 个（{2}）无法使用"
    ),
    "mend the files, or say what becomes of their rows: --on-missing drop (leave the "
    "rows out) or --on-missing mask (treat the values as missing)": (
        "请修复这些文件，或说明如何处理这些行：--on-missing drop（去掉这些行）"
        "或 --on-missing mask（当作缺失值）"
    ),
}
