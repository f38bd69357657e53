package org.jiebang.ingest.page;

import java.util.IdentityHashMap;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Letters of every part of a page, counted once; a page that nests deeply would else be read again and again. */
final class Weights {
    /**
     * Letters in a part.
     *
     * @param linked of them, those in links
     */
    private record Weight(long all, long linked) {}

    private final Map<Element, Weight> weights = new IdentityHashMap<>();

    private Weights() {}

    static Weights of(Element root) {
        Weights all = new Weights();
        root.traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                // Counted on the way back.
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element element) {
                    all.count(element);
                }
            }
        });
        return all;
    }

    private void count(Element element) {
        long letters = 0;
        long linked = 0;
        for (Node child : element.childNodes()) {
            if (child instanceof TextNode text) {
                letters += text.getWholeText()
                        .chars()
                        .filter(Character::isLetterOrDigit)
                        .count();
            } else if (child instanceof Element part) {
                letters += all(part);
                linked += linked(part);
            }
        }
        weights.put(element, new Weight(letters, element.normalName().equals("a") ? letters : linked));
    }

    private long linked(Element element) {
        Weight weight = weights.get(element);
        return weight == null ? 0 : weight.linked();
    }

    /** Letters in a part. */
    long all(Element element) {
        Weight weight = weights.get(element);
        return weight == null ? 0 : weight.all();
    }

    /** Letters in a part that are in no link. */
    long plain(Element element) {
        return all(element) - linked(element);
    }
}
