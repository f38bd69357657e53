package org.jiebang.api.insight;

import java.time.YearMonth;
import java.util.List;

/**
 * 《工作简报》 of a month (W-19): the seven topics that the notice asks for, each in sentences that were made from the records.
 *
 * @param place name of the place that it is about
 */
public record Bulletin(YearMonth month, String place, List<Topic> topics) {
    public Bulletin {
        topics = List.copyOf(topics);
    }

    /**
     * A topic.
     *
     * @param sentences what the records say; what the platform does not hold is said so
     */
    public record Topic(String title, List<String> sentences) {
        public Topic {
            sentences = List.copyOf(sentences);
        }
    }
}
