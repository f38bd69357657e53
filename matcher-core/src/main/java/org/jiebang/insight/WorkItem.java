package org.jiebang.insight;

import java.util.List;

/**
 * A row of the task table of 2020 (ledger section 12).
 *
 * @param row 1 to 15
 * @param when as the table says it
 * @param targets ids of the targets that belong to it
 * @param remark what is open or does not agree within the notice; blank if nothing
 * @param sentence the words of the notice
 */
public record WorkItem(
        int row,
        String task,
        String english,
        String responsible,
        String participating,
        String when,
        List<String> targets,
        String remark,
        String sentence) {
    public WorkItem {
        targets = List.copyOf(targets);
    }
}
