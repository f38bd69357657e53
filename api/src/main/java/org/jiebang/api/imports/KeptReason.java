package org.jiebang.api.imports;

/** Why a record stays as it is when the import that wrote it is taken back. */
enum KeptReason {
    CHANGED_SINCE("导入之后有人改过这条记录，已保留。如要恢复，请在记录页按“原来”一列改回。"),
    LATER_IMPORT("之后的另一次导入又改过这条记录，已保留。请先撤回那次导入，再回到这里重试。"),
    CONTACT_CHANGED_SINCE("导入之后联系方式又有改动，已保留。如要恢复，请在记录页修改联系方式。"),
    IN_USE("这条记录已有揭榜、认领、申报、评价、同意等后续办理，已保留。如确需移除，请先了结这些办理。"),
    OWNED("这条记录已由所属单位自己维护，已保留。如需改动，请联系该单位。"),
    WITHDRAWN("这条记录已被撤下，仍保留以备查。如需彻底删除，请用“删除个人数据”。"),
    GONE("这条记录已不在库中，没有可撤回的。");

    private final String label;

    KeptReason(String label) {
        this.label = label;
    }

    /** What happened and the way out, in a sentence. */
    String label() {
        return label;
    }
}
