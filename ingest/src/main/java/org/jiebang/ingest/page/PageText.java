package org.jiebang.ingest.page;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Text of a part of a page as a reader sees it: a paragraph or a break begins a line, a line break of the source does not. */
public final class PageText {
    private PageText() {}

    public static String of(Element element) {
        StringBuilder text = new StringBuilder();
        element.traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode part) {
                    text.append(part.getWholeText().replaceAll("[\\s\\u00A0]+", " "));
                } else if (node instanceof Element part && beginsLine(part)) {
                    text.append('\n');
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element part && beginsLine(part)) {
                    text.append('\n');
                }
            }
        });
        return Arrays.stream(text.toString().split("\n"))
                .map(line -> line.replaceAll(" +", " ").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static boolean beginsLine(Element element) {
        return element.isBlock() || element.normalName().equals("br");
    }
}
