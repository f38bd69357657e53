package org.jiebang.ingest.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kinds of project that a notice calls for, from its numbering: a part whose own parts tell content, applicants, number or money is
 * one; under 「项目类型」 each numbered part is one. Which categories a sentence speaks of follows from where it stands and which it names.
 */
final class Calls {
    /**
     * One category.
     *
     * @param group the larger part it stands in; blank if there is none
     * @param item where it begins
     */
    record Call(String id, String name, String group, Item item, Item scope) {}

    private static final Pattern PART = Pattern.compile(
            "^(?:项目|主要|任务|研究|建设|支持|攻关|榜单)?(?:内容|目标|任务|举措|措施|类型|类别|数量|名额|方向|条件|要求|对象|标准|方式|强度|额度|单位|范围|期限|周期|时间|时限|指标|成果)(?:与|及|和)?.{0,8}$|"
                    + "^(?:申报|承担|揭榜|牵头|责任|实施|完成|考核|资助|支持|经费|立项|验收|需求|技术|预期).{2,10}$");
    private static final Pattern TYPES = Pattern.compile(
            "(?:项目|计划|申报|支持|任务|资助|榜单|课题|推荐)?(?:类型|类别|分类|支持方向|申报方向|重点方向|支持重点|重点支持.*|支持领域|榜单任务|项目方向|重点任务方向)(?:(?:及|与|和|、).{1,8})?$");
    private static final Pattern GENERAL = Pattern.compile(
            "总体要求|工作目标|指导思想|基本原则|组织(?:方式|实施|保障|领导|管理)|申报(?:要求|条件|方式|程序|流程|材料|时间|对象|主体|须知|说明|通知)|联系|有关(?:要求|事项|说明)|工作(?:要求|安排|机制|流程)|评审|保障|进度|附件|^其他(?:事项|要求|说明|方面)?$|经费|资金|项目(?:设置|管理|实施|内容|目标|要求|数量)|时间|报送|监督|验收|注意事项|实施(?:要求|步骤|进度)|填报|基本(?:信息|情况|条件)|立项|目标及|支持方式|政策|奖励|限项");
    private static final Pattern HEAD = Pattern.compile("类别|类型|项目名称|项目方向|申报方向|支持方向");
    private static final Pattern DIVISION = Pattern.compile(
            "分为(?<names>[^。；，：、]{2,12}(?:、[^。；，：、]{2,12})*(?:和|与|及)[^。；，：、]{2,12}?)(?:[两二三四五][个大]?(?:类|种|类型|类别))?(?=[。；，：])");
    private static final int LONGEST_NAME = 34;
    /** A longer title only has such a word in it. */
    private static final int LONGEST_GENERAL = 10;

    private static final int SHORTEST_SUFFIX = 4;

    private final List<Call> calls;
    private final String clean;

    private Calls(List<Call> calls, String clean) {
        this.calls = List.copyOf(calls);
        this.clean = clean;
    }

    List<Call> all() {
        return calls;
    }

    /**
     * @param prefix of the ids
     * @param whole name of the only category where the notice has no parts of its own
     */
    static Calls of(Item root, String clean, String prefix, String whole) {
        List<Call> found = new ArrayList<>();
        collect(root, found, prefix);
        if (found.size() < 2) {
            found.clear();
            table(root, clean, found, prefix);
        }
        if (found.size() < 2) {
            found.clear();
            divided(root, clean, found, prefix);
        }
        if (found.size() < 2) {
            found.clear();
            found.add(new Call(prefix + "C1", whole, "", root, root));
        }
        return new Calls(found, clean);
    }

    /** A table whose head begins with 「项目类别」 names the categories in its first column. */
    private static void table(Item root, String clean, List<Call> found, String prefix) {
        int columns = 0;
        for (String line : clean.split("\n")) {
            String[] cells = line.split("\t");
            if (cells.length < 2) {
                columns = 0;
            } else if (HEAD.matcher(cells[0]).find()) {
                columns = cells.length;
            } else if (cells.length == columns && cells[0].length() >= 3 && cells[0].length() <= LONGEST_NAME) {
                found.add(new Call(prefix + "C" + (found.size() + 1), cells[0], "", root, root));
            }
        }
    }

    /** 「工作站分为企业类和乡村类」: names that the rest of the text uses. */
    private static void divided(Item root, String clean, List<Call> found, String prefix) {
        Matcher division = DIVISION.matcher(clean);
        while (division.find() && found.isEmpty()) {
            String[] names = division.group("names").split("、|和|与|及");
            boolean used = names.length >= 2;
            for (String name : names) {
                used &= name.length() >= 2 && clean.indexOf(name, division.end()) > 0;
            }
            for (String name : used ? names : new String[0]) {
                found.add(new Call(prefix + "C" + (found.size() + 1), name, "", root, root));
            }
        }
    }

    private static void collect(Item item, List<Call> found, String prefix) {
        for (Item child : item.children()) {
            // A notice may be printed as the annex of a covering letter; what follows it later are forms.
            if (child.level() == Item.ANNEX && item.children().getFirst() != child) {
                continue;
            }
            List<Item> types = types(child);
            if (types.size() >= 2) {
                Item section = TYPES.matcher(child.title()).find() && child.level() <= 2 ? item : child;
                String group = section == item || GENERAL.matcher(child.title()).find() ? "" : child.title();
                types.forEach(type -> add(found, prefix, type, group.isEmpty() ? groupOf(type) : group, child));
            } else if (isCategory(child)) {
                add(found, prefix, child, groupOf(child), child);
            } else {
                collect(child, found, prefix);
            }
        }
    }

    private static void add(List<Call> found, String prefix, Item item, String group, Item scope) {
        String name = name(item);
        if (found.stream().noneMatch(call -> call.name().equals(name))) {
            found.add(new Call(prefix + "C" + (found.size() + 1), name, group, item, scope));
        }
    }

    private static String name(Item item) {
        return item.title()
                .replaceAll("^(?:新建)?(?=$)|(?:项目)?（[^）]{0,20}(?:项|个|万元)[^）]{0,10}）$", "")
                .strip();
    }

    private static String groupOf(Item item) {
        Item above = item.parent();
        while (above != null && above.level() > 2 && !isName(above)) {
            above = above.parent();
        }
        if (above == null || !isName(above) || TYPES.matcher(above.title()).find()) {
            return "";
        }
        return above.title().replaceAll("类$", "");
    }

    /** Numbered parts below 「项目类型」, or the part itself if it is called so. */
    private static List<Item> types(Item item) {
        List<Item> parts = TYPES.matcher(item.title()).find() ? List.of(item) : item.children();
        for (Item part : parts) {
            if (!TYPES.matcher(part.title()).find()) {
                continue;
            }
            List<Item> names = part.children().stream()
                    .filter(child -> child.level() < Item.PARAGRAPH && isName(child))
                    .toList();
            // Where the types have types of their own, those are the categories.
            boolean nested =
                    names.stream().anyMatch(name -> name.children().stream().anyMatch(Calls::isCategory));
            if (names.size() >= 2 && !nested) {
                return names;
            }
        }
        return List.of();
    }

    private static boolean isName(Item item) {
        String title = item.title();
        return isTitle(item)
                && !title.replaceAll("（[^）]*）", "").contains("、")
                && !GENERAL.matcher(title).find();
    }

    private static boolean isTitle(Item item) {
        String title = item.title();
        return title.length() >= 3
                && title.length() <= LONGEST_NAME
                && item.level() > Item.ANNEX
                && !title.contains("，")
                && Count.find(title, List.of()).stream()
                        .allMatch(count -> count.unit().equals("年"));
    }

    /** A name below which at least two parts tell what is wanted. */
    private static boolean isCategory(Item item) {
        long parts = item.children().stream()
                .filter(child -> PART.matcher(child.title()).find())
                .count();
        boolean general = item.title().length() <= LONGEST_GENERAL
                && GENERAL.matcher(item.title()).find();
        return parts >= 2 && isTitle(item) && !general && item.level() < Item.PARAGRAPH;
    }

    /** Categories that a sentence of a part of the notice speaks of; empty if of all. */
    List<String> scope(Item item, String statement) {
        List<Call> here = new ArrayList<>();
        for (Item above = item; above != null; above = above.parent()) {
            for (Call call : calls) {
                if (call.item() == above && above.level() >= 0) {
                    return List.of(call.id());
                }
                if (call.scope() == above && above.level() >= 0) {
                    here.add(call);
                }
            }
            if (!here.isEmpty()) {
                break;
            }
        }
        if (calls.size() == 1) {
            return List.of();
        }
        if (here.isEmpty()) {
            List<String> sentence = named(statement, calls, false);
            List<String> inherited = sentence.isEmpty() ? named(item, calls, false) : sentence;
            // What stands below a sentence that names them all is of all.
            return sentence.isEmpty() && inherited.size() == calls.size() ? List.of() : inherited;
        }
        return named(item, here, true);
    }

    /** Those of the candidates that a part names in its first sentence; else all of them, or none if they are all there are. */
    private List<String> named(Item item, List<Call> candidates, boolean local) {
        for (Item above = item; above != null && isWithin(above); above = above.parent()) {
            List<String> named = named(lead(above), candidates, local);
            if (!named.isEmpty()) {
                return named;
            }
        }
        return local ? candidates.stream().map(Call::id).toList() : List.of();
    }

    /** Parts that go on with what a larger one says; 「（一）」 does so in an article of regulations. */
    private static boolean isWithin(Item item) {
        Item above = item.parent();
        return item.level() >= 6 || item.level() == Item.ARTICLE || above != null && above.level() == Item.ARTICLE;
    }

    private String lead(Item item) {
        int end = item.start();
        while (end < item.end() && clean.charAt(end) != '。' && clean.charAt(end) != '；') {
            end++;
        }
        return clean.substring(item.start(), end);
    }

    /** Those of all categories that a clause names in full. */
    List<String> inFull(String clause) {
        return calls.size() == 1
                ? List.of()
                : calls.stream()
                        .filter(call -> clause.contains(call.name()))
                        .map(Call::id)
                        .toList();
    }

    /** Those of all categories that a sentence names; empty if it names none. */
    List<String> named(String sentence) {
        return calls.size() == 1 ? List.of() : named(sentence, calls, false);
    }

    /** Full names come before ends of names, which come before groups. */
    private static List<String> named(String sentence, List<Call> candidates, boolean local) {
        List<String> full = candidates.stream()
                .filter(call -> sentence.contains(call.name()))
                .map(Call::id)
                .toList();
        if (!full.isEmpty()) {
            return full;
        }
        int longest = 0;
        List<String> partly = new ArrayList<>();
        for (Call call : candidates) {
            int length = suffix(call.name(), sentence);
            if (length >= (local ? SHORTEST_SUFFIX : SHORTEST_SUFFIX + 1) && length >= longest) {
                if (length > longest) {
                    partly.clear();
                }
                longest = length;
                partly.add(call.id());
            }
        }
        if (!partly.isEmpty()) {
            return partly;
        }
        return candidates.stream()
                .filter(call -> !call.group().isEmpty() && mentions(sentence, call.group()))
                .map(Call::id)
                .toList();
    }

    private static boolean mentions(String sentence, String group) {
        Matcher plain = Pattern.compile("“?" + Pattern.quote(group.replaceAll("[“”]|类$|项目$", "")) + "”?")
                .matcher(sentence.replace("“科创", "科创"));
        return plain.find();
    }

    /** Characters at the end of a name that a sentence has as well. */
    private static int suffix(String name, String sentence) {
        for (int length = name.length() - 1; length >= SHORTEST_SUFFIX; length--) {
            if (sentence.contains(name.substring(name.length() - length))) {
                return length;
            }
        }
        return 0;
    }
}
