//! Script noise: traditional characters that mirror sites leave, and readings in brackets.
//!
//! Works on plain text. The lists hold the characters that official texts of this kind use, and those that
//! no simplified text has; always ones whose simplified form is beyond doubt.

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

/// More pairs: characters that no simplified text holds (they are not in GB 2312) and that have one
/// simplified form, from the table TSCharacters of OpenCC.
const MORE_PAIRS: &str = "\
丟丢並并亙亘亞亚佇伫侖仑侶侣侷局俁俣俠侠俬私倀伥倆俩倖幸偉伟傑杰傖伧傘伞傭佣傯偬傴伛僂偻僉佥僑侨僕仆僞伪僥侥僨偾儁俊儂侬儈侩儉俭儐傧儔俦儕侪儲储儷俪儺傩儻傥儼俨兇凶兌兑兗兖冑胄冪幂凈净凜凛凱凯\
剄刭剎刹剝剥剮剐剴剀剷铲劊刽劌刿劍剑勛勋勱劢勳勋勻匀匭匦匱匮卹恤卽即厙厍厠厕厤历厭厌厴厣叄叁叢丛吶呐呂吕咼呙唄呗啞哑喚唤喪丧喫吃喬乔喲哟嗆呛嗇啬嗚呜嗩唢嗶哔嘍喽嘔呕嘖啧嘜唛嘩哗嘮唠嘯啸嘰叽嘵哓\
嘸呒噓嘘噝咝噠哒噥哝噦哕噯嗳噲哙噴喷噸吨嚀咛嚌哜嚐尝嚕噜嚙啮嚥咽嚦呖嚨咙嚮向嚳喾嚶嘤囀啭囁嗫囂嚣囅冁囈呓囌苏囑嘱囪囱圇囵垻坝埡垭埰采堊垩堖垴堝埚塋茔塏垲塒埘塗涂塚冢塢坞塤埙塹堑墰坛壎埙壙圹壚垆\
壜坛壠垅壢坜壯壮壺壶夢梦夾夹奐奂奧奥奩奁奬奖奼姹姍姗娛娱婁娄婭娅媧娲媯妫媼媪嫋袅嫗妪嫵妩嫺娴嫻娴嬀妫嬈娆嬋婵嬌娇嬙嫱嬡嫒嬤嬷嬪嫔嬰婴嬸婶孃娘孌娈孿孪寀采寢寝專专尷尴屍尸屜屉屢屡屨屦岡冈峯峰峴岘\
崍崃崑昆崢峥崬岽嵐岚嵗岁嶁嵝嶄崭嶇岖嶗崂嶠峤嶧峄嶸嵘嶼屿巋岿巒峦巔巅巰巯巹卺幀帧幃帏幗帼幘帻幟帜幬帱廂厢廄厩廕荫廝厮廡庑廩廪弒弑弔吊弳弪彆别彔录彥彦彫雕彿佛徠徕恥耻悵怅悶闷悽凄惲恽惻恻愛爱愜惬\
愨悫愴怆愷恺愾忾慄栗慍愠慚惭慟恸慤悫慪怄慫怂慳悭慼戚憊惫憐怜憒愦憚惮憫悯憮怃懇恳懌怿懍懔懞蒙懟怼懣懑懨恹懺忏懾慑戇戆戔戋戧戗戩戬挱挲挾挟捨舍捫扪捲卷掄抡掙挣揀拣摑掴摜掼摟搂摯挚摳抠摶抟摻掺撈捞\
撐撑撓挠撟挢撣掸撳揿撻挞撾挝撿捡擄掳擯摈擱搁擲掷擷撷擻擞擼撸攄摅攆撵攏拢攖撄攙搀攛撺攢攒攣挛攪搅攬揽敎教斃毙斕斓旂旗旣既昇升暈晕暉晖曄晔曇昙曏向曖暧曬晒朧胧枴拐柺拐査查桿杆梔栀梘枧梟枭棊棋棖枨\
棗枣棲栖椏桠楨桢榦干榪杩榿桤槧椠槨椁槳桨樁桩樅枞樑梁樞枢樸朴樺桦橈桡橢椭橫横檁檩檉柽檜桧檣樯檯台檳槟檸柠檻槛櫓橹櫚榈櫛栉櫝椟櫞橼櫟栎櫧槠櫨栌櫪枥櫫橥櫬榇櫱蘖櫳栊櫸榉櫻樱欅榉欏椤欒栾欖榄欞棂欽钦\
歎叹歟欤歿殁殞殒殤殇殫殚殭僵殮殓殯殡殲歼殻壳殼壳毆殴毿毵氂牦氈毡氌氇氬氩氳氲氾泛汎泛汙污沒没泝溯洩泄洶汹浹浃涇泾涼凉淒凄淥渌淩凌淵渊淶涞淺浅渙涣渦涡湞浈湧涌溈沩滌涤滎荥滙汇滷卤滸浒滾滚漚沤漣涟\
漬渍漵溆漿浆潁颍潑泼潔洁潙沩潛潜潯浔潰溃潷滗潿涠澀涩澆浇澇涝澗涧澠渑澩泶澮浍濁浊濘泞濛蒙濤涛濰潍濺溅濼泺瀅滢瀉泻瀕濒瀘泸瀝沥瀟潇瀠潆瀦潴瀧泷瀨濑瀲潋瀾澜灄滠灑洒灕漓灝灏灣湾灤滦灧滟灩滟烏乌烴烃\
煒炜煢茕煥焕煩烦煬炀熒荧熗炝熾炽燁烨燉炖燙烫燜焖燦灿燬毁燭烛燴烩燻熏燼烬燾焘爍烁爺爷牀床牘牍牽牵犖荦犛牦犢犊犧牺狀状狹狭狽狈猙狰猻狲獁犸獃呆獅狮獪狯獫猃獰狞獵猎獷犷獺獭獻献獼猕玀猡琱雕琺珐琿珲\
瑋玮瑤瑶瑩莹璉琏璣玑璦瑷璽玺璿璇瓏珑瓔璎瓚瓒甌瓯甕瓮産产甦苏畵画疇畴痙痉痠酸痾疴瘂痖瘍疡瘓痪瘞瘗瘧疟瘺瘘瘻瘘癆痨癇痫癉瘅癒愈癘疠癟瘪癡痴癢痒癤疖癥症癧疬癩癞癬癣癭瘿癮瘾癰痈癱瘫癲癫皁皂皰疱皸皲\
皺皱盃杯盞盏盡尽盪荡眥眦睏困睞睐瞘眍瞞瞒瞼睑矇蒙矚瞩矯矫硤硖硨砗硯砚碩硕碭砀碸砜磣碜磧碛磯矶磽硗礆硷礎础礙碍礪砺礫砾礬矾礱砻禎祯禪禅禰祢禱祷禿秃秈籼稈秆稜棱稟禀穌稣穎颖穡穑穢秽穫获窩窝窪洼窯窑\
窶窭窺窥竄窜竅窍竇窦竈灶竪竖筧笕箇个箋笺箏筝篋箧篤笃篩筛篳筚簀箦簍篓簑蓑簞箪簣篑簫箫簾帘籃篮籜箨籟籁籠笼籩笾籪簖籬篱籮箩籲吁糉粽糝糁糞粪糰团糲粝糴籴糶粜紂纣紆纡紇纥紈纨紉纫紋纹紓纾紕纰紗纱紜纭\
紡纺紮扎紱绂紲绁紳绅紹绍紺绀紼绋紿绐絀绌絃弦絆绊絎绗絛绦絝绔絞绞絢绚絨绒絳绛絶绝絹绢綁绑綃绡綆绠綈绨綉绣綏绥綑捆經经綞缍綢绸綣绻綫线綬绶綰绾綱纲綳绷綴缀綸纶綹绺綺绮綻绽綽绰綾绫綿绵緄绲緇缁緋绯\
緑绿緔绱緗缃緘缄緙缂緝缉緞缎締缔緡缗緦缌緬缅緱缑緲缈練练緶缏緹缇緻致縈萦縉缙縊缢縋缒縐绉縑缣縛缚縝缜縞缟縟缛縧绦縫缝縭缡縲缧縴纤縵缦縶絷縷缕縹缥繃绷繅缫繆缪繒缯繕缮繚缭繞绕繡绣繢缋繭茧繮缰繯缳\
繰缲繹绎繽缤繾缱纈缬纊纩纍累纏缠纓缨纔才纘缵纜缆缽钵罈坛罌罂罎坛罵骂罷罢羆罴羈羁羋芈羣群羥羟羨羡羶膻翫玩耬耧耮耢聰聪聳耸聵聩聶聂聹聍聾聋脈脉脛胫脣唇脩修腖胨腡脶腳脚膃腽膩腻膾脍膿脓臉脸臍脐臏膑\
臘腊臚胪臠脔臥卧舘馆艙舱艤舣艫舻艷艳芻刍苧苎茲兹荊荆莖茎莢荚莧苋菴庵萇苌萊莱萬万萵莴葒荭葤荮葦苇葷荤蒐搜蒓莼蒔莳蒞莅蓀荪蓆席蓮莲蓯苁蓴莼蓽荜蔔卜蔘参蔞蒌蔥葱蔦茑蕁荨蕆蒇蕎荞蕒荬蕓芸蕕莸蕘荛蕢蒉\
蕩荡蕪芜蕷蓣薈荟薊蓟薌芗薑姜薔蔷薟莶薩萨薺荠藎荩藪薮藴蕴藶苈藹蔼藺蔺蘄蕲蘆芦蘊蕴蘚藓蘞蔹蘢茏蘺蓠蘿萝虜虏虧亏虯虬蛺蛱蛻蜕蜆蚬蝟猬蝦虾蝨虱蝸蜗螄蛳螞蚂螢萤螻蝼蟄蛰蟈蝈蟎螨蟣虮蟬蝉蟯蛲蟶蛏蟻蚁蠅蝇\
蠆虿蠍蝎蠐蛴蠑蝾蠔蚝蠟蜡蠣蛎蠱蛊蠶蚕蠻蛮衊蔑衕同衚胡裊袅褲裤褳裢褸褛褻亵襇裥襉裥襖袄襝裣襠裆襤褴襪袜襯衬襲袭覈核覓觅覘觇覡觋覦觎覬觊覯觏覲觐覷觑覿觌觴觞觶觯訁讠訃讣訌讧訕讪訖讫訛讹訝讶訟讼訣诀\
訥讷訶诃証证詁诂詆诋詎讵詐诈詒诒詔诏詘诎詛诅詠咏詡诩詣诣詫诧詬诟詭诡詮诠詰诘詵诜詼诙詿诖誄诔誅诛誆诓誑诳誒诶誕诞誘诱誚诮誡诫誣诬誥诰誦诵誨诲説说誰谁誶谇誹诽諂谄諄谆諉诿諍诤諏诹諑诼諒谅諗谂諛谀\
諜谍諞谝諡谥諢诨諤谔諦谛諧谐諭谕諱讳諳谙諶谌諷讽諺谚諼谖諾诺謁谒謂谓謄誊謅诌謊谎謎谜謐谧謔谑謖谡謗谤謙谦謚谥謝谢謠谣謡谣謨谟謫谪謬谬謭谫謳讴謾谩譁哗譎谲譏讥譖谮譙谯譚谭譟噪譫谵譭毁譴谴讎雠讒谗\
讕谰讖谶讜谠讞谳豈岂豎竖豔艳貞贞貰贳貲赀貶贬貺贶貽贻賁贲賂赂賃赁賄贿賅赅賊贼賑赈賒赊賕赇賚赉賜赐賡赓賧赕賫赍賻赙賽赛賾赜贄贽贅赘贋赝贍赡贏赢贐赆贓赃贖赎贗赝贛赣贜赃趲趱踰逾蹌跄蹕跸蹠跖蹣蹒蹤踪\
蹺跷躉趸躊踌躋跻躑踯躒跞躓踬躕蹰躚跹躡蹑躥蹿躦躜躪躏軀躯軋轧軒轩軔轫軛轭軤轷軫轸軲轱軸轴軹轵軺轺軻轲軼轶軾轼輅辂輇辁輊轾輒辄輓挽輜辎輝辉輞辋輟辍輥辊輦辇輯辑輳辏輻辐輾辗輿舆轂毂轅辕轆辘轍辙轎轿\
轔辚轟轰轡辔轢轹轤轳辮辫辯辩迴回逕迳週周遊游遙遥遜逊遡溯邁迈邇迩邏逻邐逦郟郏郵邮鄆郓鄒邹鄔邬鄖郧鄲郸鄴邺鄶郐鄺邝酈郦醃腌醖酝醬酱釀酿釁衅釃酾釅酽釒钅釓钆釔钇釕钌釗钊釘钉釙钋釤钐釦扣釧钏釩钒釵钗\
釷钍釹钕釺钎鈀钯鈁钫鈄钭鈅钥鈈钚鈉钠鈍钝鈎钩鈐钤鈑钣鈕钮鈞钧鈡钟鈥钬鈦钛鈧钪鈮铌鈰铈鈳钶鈷钴鈸钹鈹铍鈺钰鈽钸鈾铀鈿钿鉆钻鉈铊鉉铉鉍铋鉑铂鉕钷鉗钳鉚铆鉞钺鉢钵鉦钲鉬钼鉭钽鉳锫鉸铰鉺铒鉻铬鉿铪銃铳\
銑铣銓铨銖铢銘铭銚铫銠铑銣铷銥铱銦铟銨铵銩铥銪铕銫铯銬铐銱铞銳锐銹锈銻锑銼锉鋃锒鋅锌鋇钡鋌铤鋏铗鋝锊鋟锓鋣铘鋤锄鋥锃鋦锔鋨锇鋮铖鋯锆鋰锂鋱铽鋶锍鋸锯錁锞錆锖錇锫錈锩錐锥錒锕錕锟錘锤錙锱錚铮錛锛\
錟锬錠锭錦锦錫锡錮锢録录錳锰錶表錸铼錼镎鍀锝鍁锨鍃锪鍅钫鍆钔鍇锴鍍镀鍔锷鍘铡鍛锻鍤锸鍥锲鍩锘鍬锹鍰锾鍶锶鍺锗鍼针鎂镁鎄锿鎇镅鎊镑鎌镰鎘镉鎚锤鎢钨鎣蓥鎦镏鎧铠鎩铩鎪锼鎬镐鎭镇鎰镒鎳镍鎵镓鎸镌鎿镎\
鏃镞鏌镆鏍镙鏑镝鏗铿鏘锵鏜镗鏝镘鏞镛鏢镖鏤镂鏨錾鏵铧鏷镤鏹镪鏽锈鐃铙鐋铴鐐镣鐒铹鐓镦鐔镡鐘钟鐙镫鐝镢鐠镨鐦锎鐧锏鐨镄鐫镌鐮镰鐲镯鐳镭鐸铎鐺铛鐿镱鑄铸鑊镬鑌镔鑑鉴鑔镲鑠铄鑣镳鑥镥鑭镧鑲镶鑷镊鑹镩\
鑼锣鑾銮鑿凿閂闩閆闫閌闶閎闳閏闰閑闲閔闵閘闸閡阂閣阁閤合閥阀閨闺閩闽閫阃閬阆閭闾閲阅閶阊閹阉閻阎閼阏閽阍閾阈閿阌闃阒闆板闇暗闈闱闋阕闌阑闐阗闔阖闕阙闖闯闞阚闥闼陘陉陞升陣阵隉陧隕陨隴陇雋隽雛雏\
霑沾霽霁靂雳靄霭靚靓靨靥鞏巩鞝绱鞦秋鞽鞒韁缰韃鞑韆千韉鞯韌韧韙韪韜韬韞韫韻韵頃顷頇顸頊顼頌颂頎颀頏颃頑顽頜颌頡颉頤颐頦颏頰颊頷颔頹颓頽颓顆颗顎颚顓颛顔颜顙颡顛颠顢颟顥颢顧顾顫颤顬颥顰颦顱颅顳颞\
顴颧颮飑颯飒颱台颳刮颶飓颼飕飄飘飆飙飈飚飠饣飢饥飩饨飪饪飫饫飭饬飱飧飴饴飼饲餃饺餅饼餈糍餉饷餌饵餑饽餒馁餓饿餚肴餛馄餞饯餡馅餳饧餷馇餼饩餾馏餿馊饃馍饅馒饈馐饉馑饊馓饋馈饌馔饒饶饗飨饜餍饞馋饢馕\
馭驭馱驮馳驰馴驯駑驽駒驹駔驵駘骀駙驸駝驼駟驷駡骂駢骈駭骇駱骆駿骏騁骋騅骓騍骒騏骐騖骛騫骞騭骘騮骝騰腾騶驺騷骚騸骟騾骡驀蓦驁骜驂骖驃骠驊骅驍骁驏骣驕骄驛驿驟骤驢驴驤骧驥骥驪骊骯肮髏髅髕髌髖髋鬆松\
鬍胡鬚须鬢鬓鬨哄鬩阋鬮阄魘魇魴鲂魷鱿鮁鲅鮃鲆鮎鲇鮐鲐鮑鲍鮒鲋鮚鲒鮝鲞鮞鲕鮪鲔鮫鲛鮭鲑鯀鲧鯁鲠鯇鲩鯉鲤鯊鲨鯔鲻鯖鲭鯗鲞鯛鲷鯝鲴鯡鲱鯢鲵鯤鲲鯧鲳鯪鲮鯫鲰鯰鲶鯴鲺鯽鲫鯿鳊鰈鲽鰉鳇鰍鳅鰐鳄鰒鳆鰓鳃鰠鳋\
鰣鲥鰥鳏鰨鳎鰩鳐鰭鳍鰱鲢鰲鳌鰳鳓鰵鳘鰷鲦鰹鲣鰻鳗鰾鳔鱅鳙鱈鳕鱉鳖鱒鳟鱔鳝鱖鳜鱗鳞鱘鲟鱝鲼鱟鲎鱧鳢鱭鲚鱷鳄鱸鲈鱺鲡鳧凫鳩鸠鳬凫鳴鸣鳶鸢鴆鸩鴇鸨鴉鸦鴕鸵鴛鸳鴝鸲鴟鸱鴣鸪鴦鸯鴨鸭鴯鸸鴰鸹鴻鸿鴿鸽鵂鸺\
鵑鹃鵒鹆鵓鹁鵜鹈鵝鹅鵠鹄鵡鹉鵪鹌鵬鹏鵯鹎鵲鹊鶇鸫鶉鹑鶓鹋鶘鹕鶚鹗鶥鹛鶩鹜鶯莺鶴鹤鶻鹘鶼鹣鶿鹚鷀鹚鷂鹞鷄鸡鷓鹧鷗鸥鷙鸷鷚鹨鷥鸶鷦鹪鷯鹩鷲鹫鷳鹇鷴鹇鷸鹬鷹鹰鷺鹭鸌鹱鸕鸬鸚鹦鸛鹳鸝鹂鸞鸾鹵卤鹹咸鹺鹾\
鹼碱麩麸麫面麯曲黲黪黴霉黷黩黽黾黿鼋鼉鼍鼕冬鼴鼹齎赍齏齑齔龀齙龅齜龇齟龃齠龆齣出齦龈齪龊齬龉齲龋齶腭齷龌龐庞龔龚龕龛";

/// The first and last character of the block that all traditional characters of the list lie in.
const BLOCK: (char, char) = ('\u{4e00}', '\u{9fff}');

/// The simplified form of every character of the block; `None` where it is its own. Every heading and
/// every cell that may be one goes through this, so that a place in a list beats a hash.
fn table() -> &'static [Option<char>] {
    static TABLE: OnceLock<Vec<Option<char>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = vec![None; BLOCK.1 as usize - BLOCK.0 as usize + 1];
        let mut characters = MORE_PAIRS.chars().chain(PAIRS.chars());
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
