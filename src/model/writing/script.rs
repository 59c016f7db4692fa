//! Script noise: traditional characters that mirror sites leave, and readings in brackets.
//!
//! Works on plain text. The list of characters is not complete: it holds those that official texts of
//! this kind use and whose simplified form is beyond doubt.

use std::borrow::Cow;
use std::sync::OnceLock;

use pinyin::ToPinyin;

/// Pairs of a traditional character and its simplified form.
const PAIRS: &str = "\
開开內内時时據据體体門门縣县鄉乡鎮镇區区級级務务會会業业東东兩两嚴严個个豐丰臨临為为麗丽舉举義义樂乐習习書书買买亂乱爭争\
產产畝亩親亲億亿僅仅從从倉仓儀仪們们價价眾众優优傳传傷伤倫伦偽伪側侧偵侦債债傾倾備备償偿兒儿黨党蘭兰關关興兴養养獸兽寫写\
軍军農农馮冯沖冲決决況况凍冻淨净準准減减湊凑鳳凤憑凭擊击劃划劉刘則则剛刚創创刪删別别劑剂劇剧勸劝辦办動动勵励勁劲勞劳勢势\
匯汇醫医華华協协單单賣卖盧卢衛卫廠厂廳厅歷历曆历厲厉壓压廈厦廚厨參参雙双發发髮发變变疊叠葉叶號号嘆叹後后嚇吓嗎吗啟启吳吴\
員员聽听嘗尝響响團团園园圍围國国圖图圓圆聖圣場场壞坏塊块堅坚壇坛墳坟墜坠壟垄壘垒墾垦墊垫壩坝處处備备複复復复夠够頭头誇夸\
奪夺奮奋獎奖婦妇媽妈孫孙學学寧宁寶宝實实寵宠審审憲宪宮宫寬宽賓宾對对尋寻導导壽寿將将爾尔塵尘嘗尝堯尧層层屬属歲岁島岛崗岗\
嶺岭峽峡幣币帥帅師师帳帐帶带幫帮幹干廣广莊庄慶庆庫库應应廟庙廢废異异棄弃張张彌弥彎弯彈弹強强歸归當当錄录徹彻徑径憶忆憂忧\
懷怀態态總总戀恋惡恶惱恼懸悬驚惊懼惧慘惨懲惩慣惯憤愤願愿懶懒戲戏戰战戶户撲扑執执擴扩掃扫揚扬擾扰撫抚拋抛搶抢護护報报擔担\
擬拟擁拥攔拦擰拧撥拨擇择掛挂擋挡擠挤揮挥損损換换搗捣據据擺摆搖摇攜携攝摄攤摊敵敌斂敛數数齋斋鬥斗斬斩斷断無无舊旧曠旷晝昼\
顯显晉晋曉晓暫暂術术機机殺杀雜杂權权條条來来楊杨極极構构槍枪楓枫櫃柜標标棧栈棟栋欄栏樹树樣样橋桥檔档檢检樓楼歡欢歐欧殘残\
毀毁畢毕氣气氫氢漢汉湯汤溝沟滬沪淪沦滄沧溫温滅灭濕湿濟济瀏浏渾浑濃浓測测濱滨漁渔漲涨漸渐滲渗潤润澤泽澱淀滯滞滿满濾滤濫滥\
灘滩災灾煙烟爐炉點点煉炼爛烂熱热燃燃營营獨独獄狱獲获環环現现瑪玛瓊琼電电畫画暢畅療疗瘡疮瘋疯盜盗蓋盖監监盤盘眾众睜睁礦矿\
碼码磚砖確确禮礼禍祸離离種种積积稱称穩稳窮穷竊窃競竞筆笔築筑築筑簡简節节範范籌筹簽签籤签糧粮緊紧糾纠紅红約约級级紀纪純纯\
紙纸紛纷納纳紐纽組组細细織织終终絕绝結结給给絡络統统繼继績绩續续維维綜综綠绿緩缓編编緣缘縮缩繪绘繳缴總总網网羅罗罰罚聯联\
聲声職职聽听肅肃腸肠膚肤腎肾腫肿脹胀脅胁勝胜膠胶腦脑膽胆臟脏艦舰艱艰藝艺節节薦荐葯药藥药蒼苍蘇苏蕭萧藍蓝虛虚蟲虫補补裝装\
製制裡里見见觀观規规視视覽览覺觉觸触計计訂订認认討讨讓让訓训議议訊讯記记講讲許许論论設设訪访證证評评識识訴诉診诊詞词譯译\
試试詩诗誠诚話话詢询該该詳详語语誤误說说請请諸诸讀读課课調调談谈謀谋謹谨譜谱貝贝負负貢贡財财責责賢贤敗败賬账貨货質质販贩\
貪贪貧贫購购貫贯貯贮貳贰賤贱貼贴貴贵貸贷貿贸費费賀贺資资賴赖賠赔賞赏賦赋賭赌賺赚贈赠贊赞趙赵趕赶躍跃蹟迹踐践車车軌轨軟软\
轉转輪轮輕轻載载較较輔辅輛辆輩辈輸输轄辖辭辞邊边遼辽達达遷迁過过運运還还這这進进遠远違违連连遲迟適适選选遞递遺遗鄭郑鄧邓\
鄰邻釋释裏里鑒鉴針针鐵铁鋼钢鑰钥錢钱鑽钻鉀钾鈴铃鉛铅銅铜鋁铝銀银鋪铺鏈链銷销鎖锁鍋锅錯错鍵键鎮镇鏡镜長长閃闪閉闭問问\
間间閒闲聞闻閱阅闊阔隊队陽阳陰阴階阶際际陸陆陳陈險险隨随隱隐隸隶難难霧雾靈灵靜静韓韩頁页頂顶項项順顺須须預预領领頻频題题\
額额顏颜風风飛飞飯饭飲饮館馆馬马駐驻駛驶駕驾駐驻驗验騎骑騙骗驅驱魚鱼魯鲁鮮鲜鳥鸟雞鸡麥麦黃黄齊齐齡龄龍龙龜龟類类屆届啓启\
佈布係系採采託托範范繫系徵征佔占併并個个傢家僱雇冊册劃划卻却吿告唸念墻墙墮堕妝妆姦奸嶽岳巖岩幾几廁厕彙汇徧遍恆恒悅悦慾欲扺抵\
攷考敘叙晒晒暱昵朮术柵栅榮荣槓杠櫥橱淚泪溼湿濬浚瀆渎灃沣燈灯燒烧爲为牆墙猶犹瑣琐畱留皚皑眞真硃朱祕秘祿禄稅税穀谷筍笋粵粤糹丝\
絲丝緒绪線线緯纬縱纵繁繁繩绳纖纤缺缺翹翘耑专脫脱臺台與与舖铺蔣蒋蔭荫蝕蚀衆众衝冲袞衮託托訐讦註注證证譽誉讚赞豬猪貓猫賈贾趨趋\
跡迹踴踊躲躲醜丑醞酝釐厘釣钓鈔钞鈣钙鉤钩銜衔鋒锋鋭锐錨锚鍊炼鎗枪鏟铲闡阐闢辟陝陕隻只雖虽雲云靑青韋韦頒颁頓顿頗颇頸颈飾饰飽饱\
養养餘余饑饥駁驳髒脏鬧闹魎魉鯨鲸鹽盐麵面黌黉鼇鳌齒齿誼谊誌志慮虑擇择禦御衝冲鬱郁";

/// The first and last character of the block that all traditional characters of the list lie in.
const BLOCK: (char, char) = ('\u{4e00}', '\u{9fff}');

/// The simplified form of every character of the block; `None` where it is its own. Every heading and
/// every cell that may be one goes through this, so that a place in a list beats a hash.
fn table() -> &'static [Option<char>] {
    static TABLE: OnceLock<Vec<Option<char>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = vec![None; BLOCK.1 as usize - BLOCK.0 as usize + 1];
        let mut characters = PAIRS.chars();
        while let (Some(old), Some(new)) = (characters.next(), characters.next()) {
            let slot =
                (old as usize).checked_sub(BLOCK.0 as usize).and_then(|at| table.get_mut(at));
            if let Some(slot) = slot.filter(|_| old != new) {
                *slot = Some(new);
            }
        }
        table
    })
}

/// The text in simplified characters.
pub fn simplified(text: &str) -> Cow<'_, str> {
    let table = table();
    let simple = |c: char| {
        let at = (c as usize).checked_sub(BLOCK.0 as usize)?;
        *table.get(at)?
    };
    if text.chars().all(|c| simple(c).is_none()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| simple(c).unwrap_or(c)).collect())
}

/// Longer texts in brackets are no readings.
const LONGEST_READING: usize = 80;

/// The text without readings in brackets behind the characters that they spell: 征（zhēng）收.
pub fn without_pinyin(text: &str) -> Cow<'_, str> {
    if !text.contains(['（', '(']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find(['（', '(']) {
        let (before, tail) = rest.split_at(open);
        out.push_str(before);
        let behind = reading(tail).filter(|(inner, _)| is_reading(&out, inner));
        let width = tail.chars().next().map_or(0, char::len_utf8);
        if behind.is_none() {
            out.push_str(tail.get(..width).unwrap_or(""));
        }
        rest = behind.map_or_else(|| tail.get(width..).unwrap_or(""), |(_, behind)| behind);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What stands between the bracket that a text begins with and the next one, if that closes it, and the
/// text behind.
fn reading(tail: &str) -> Option<(&str, &str)> {
    let mut near = tail.char_indices().take(LONGEST_READING + 2);
    let (_, open) = near.next()?;
    let (end, next) = near.find(|(_, c)| matches!(c, '（' | '(' | '）' | ')'))?;
    let closes = matches!(next, '）' | ')');
    closes.then_some(())?;
    Some((tail.get(open.len_utf8()..end)?, tail.get(end + next.len_utf8()..)?))
}

/// Whether the text in brackets spells the characters before it, or can be nothing but a reading.
fn is_reading(before: &str, inner: &str) -> bool {
    let letters: String = inner.chars().filter(|c| !c.is_whitespace() && *c != '\'').collect();
    if letters.is_empty() || before.chars().next_back().is_none_or(|c| c.to_pinyin().is_none()) {
        return false;
    }
    let zhuyin = |c: char| ('ㄅ'..='ㄩ').contains(&c) || "ˇˋˊ˙".contains(c);
    if letters.chars().all(zhuyin) {
        return true;
    }
    let plain: String = letters.chars().map(without_tone).collect();
    // A tone mark is enough for one syllable: 長 is read zhǎng or cháng.
    let toned = plain != letters && plain.len() <= 6;
    plain.chars().all(|c| c.is_ascii_lowercase()) && (toned || spells(before, &plain))
}

/// Whether the last characters sound like these letters.
fn spells(before: &str, letters: &str) -> bool {
    let mut sound = String::new();
    for c in before.chars().rev() {
        let Some(pinyin) = c.to_pinyin() else { return false };
        sound.insert_str(0, &pinyin.plain().replace('ü', "v"));
        if sound.len() >= letters.len() {
            break;
        }
    }
    sound == letters
}

fn without_tone(c: char) -> char {
    match c {
        'ā' | 'á' | 'ǎ' | 'à' => 'a',
        'ē' | 'é' | 'ě' | 'è' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
        'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters() {
        assert_eq!(simplified("縣級人民政府門戶網站"), "县级人民政府门户网站");
        assert_eq!(simplified("政府信息公开条例"), "政府信息公开条例");
        assert_eq!(PAIRS.chars().filter(|c| !c.is_whitespace()).count() % 2, 0);
        for (old, new) in PAIRS.chars().collect::<Vec<_>>().chunks_exact(2).map(|p| (p[0], p[1])) {
            assert_eq!(simplified(&old.to_string()), new.to_string());
            assert_eq!(simplified(&new.to_string()), new.to_string(), "{new} is traditional too");
        }
    }

    #[test]
    fn readings() {
        assert_eq!(without_pinyin("征（zhēng）收土地（tudi）信息"), "征收土地信息");
        assert_eq!(without_pinyin("征（ㄓㄥ）收"), "征收");
        for kept in ["标准（GB）", "信息（app）", "（一）事项", "甲（乙）", "（", "公开（abc"]
        {
            assert_eq!(without_pinyin(kept), kept);
        }
    }
}
