package org.jiebang.api.document;

import java.util.ArrayList;
import java.util.List;
import org.jiebang.api.insight.Bulletin;

/** 《工作简报》 of a month: a heading, and the seven topics in their order. */
final class BulletinPaper {
    private static final String NUMBERS = "一二三四五六七";

    private BulletinPaper() {}

    static Paper of(Bulletin bulletin) {
        List<Paper.Part> parts = new ArrayList<>();
        parts.add(new Paper.Line("工作简报", 22, Paper.Align.CENTRE, true, 4));
        parts.add(new Paper.Line(
                "%s　%d年%d月"
                        .formatted(
                                bulletin.place(),
                                bulletin.month().getYear(),
                                bulletin.month().getMonthValue()),
                14,
                Paper.Align.CENTRE,
                false,
                2));
        for (int i = 0; i < bulletin.topics().size(); i++) {
            Bulletin.Topic topic = bulletin.topics().get(i);
            parts.add(new Paper.Line(NUMBERS.charAt(i) + "、" + topic.title(), 14, Paper.Align.LEFT, true, 5));
            for (String sentence : topic.sentences()) {
                parts.add(new Paper.Line("　　" + sentence, 12, Paper.Align.LEFT, false, 1));
            }
        }
        return new Paper("工作简报 " + bulletin.place() + " " + bulletin.month(), "", parts);
    }
}
