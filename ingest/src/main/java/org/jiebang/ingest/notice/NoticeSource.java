package org.jiebang.ingest.notice;

/** A call as it was given and as it is read: cleaned, divided, with its head and its categories. Immutable. */
final class NoticeSource {
    /** Characters of a quotation at most. */
    private static final int QUOTE = 160;

    private final String original;
    private final NoticeText text;
    private final String clean;
    private final NoticeHeader header;
    private final String prefix;
    private final Item root;
    private final Calls calls;

    NoticeSource(String original) {
        this.original = original;
        text = NoticeText.of(original);
        clean = text.clean();
        header = NoticeHeader.of(clean);
        prefix = "N" + header.year() + "-";
        root = Outline.of(clean);
        calls = Calls.of(root, clean, prefix, header.name());
    }

    /** The text as it is read; places count its characters. */
    String clean() {
        return clean;
    }

    NoticeHeader header() {
        return header;
    }

    /** Begins the ids of rules, stages and forms. */
    String prefix() {
        return prefix;
    }

    Item root() {
        return root;
    }

    Calls calls() {
        return calls;
    }

    /** Where the words of a rule stand in the text as it was given. */
    NoticeDraft.Span span(Found rule) {
        return span(rule.statement().start() + rule.from(), rule.statement().start() + rule.to());
    }

    /** Where a piece of the clean text stands in the text as it was given. */
    NoticeDraft.Span span(int from, int to) {
        int end = Math.max(from, Math.min(to, clean.length()));
        int start = Math.min(from, clean.length());
        if (start == clean.length()) {
            return new NoticeDraft.Span(original.length(), original.length());
        }
        return new NoticeDraft.Span(text.origin(start), Math.max(text.origin(start), text.originEnd(end)));
    }

    /** The sentence of a rule, or of a long one the clauses. */
    static String quote(Found rule) {
        Statement statement = rule.statement();
        if (statement.text().length() <= QUOTE) {
            return statement.text().replace('\t', ' ');
        }
        int from = statement.clause(rule.from()).start();
        int to = Math.max(
                rule.to(),
                statement.clause(Math.max(rule.from(), rule.to() - 1)).end());
        return cut(statement.text().substring(from, to));
    }

    /** A text as a quotation shows it. */
    static String cut(String text) {
        String plain = text.replace('\t', ' ');
        return plain.length() <= QUOTE ? plain : plain.substring(0, QUOTE);
    }

    /** The part of the call in which a sentence stands. */
    static String section(Statement statement) {
        String section = statement.item().section().strip();
        return section.isEmpty() ? "正文" : section;
    }
}
