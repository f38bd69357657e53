package org.jiebang.api.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.apache.fop.apps.FOUserAgent;
import org.apache.fop.apps.Fop;
import org.apache.fop.apps.FopConfParser;
import org.apache.fop.apps.FopFactory;
import org.apache.fop.apps.MimeConstants;
import org.apache.xmlgraphics.io.Resource;
import org.apache.xmlgraphics.io.ResourceResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xml.sax.SAXException;

/** A paper as PDF, with Apache FOP; the Chinese font is embedded as far as it is used. Safe from any thread; a page takes some memory. */
final class PdfWriter {
    private static final Logger LOG = LoggerFactory.getLogger(PdfWriter.class);
    private static final String FO = "http://www.w3.org/1999/XSL/Format";
    private static final String FONT = "NotoSerifSC-Regular.ttf";
    private static final URI BASE = URI.create("classpath:/");
    private static final int CELL_POINTS = 10;
    private static final int LONGEST_RUN = 12;
    private static final String CONFIGURATION = """
            <fop version="1.0"><renderers><renderer mime="application/pdf"><fonts>
              <font embed-url="classpath:/%s" kerning="no">
                <font-triplet name="Song" style="normal" weight="normal"/>
                <font-triplet name="Song" style="normal" weight="bold"/>
              </font>
            </fonts></renderer></renderers></fop>
            """.formatted(FONT);

    private static final FopFactory FACTORY = factory();

    private PdfWriter() {}

    /** Only the font is ever read: a paper names no other resource, and could reach none. */
    private static final class OnlyTheFont implements ResourceResolver {
        @Override
        public Resource getResource(URI uri) throws IOException {
            if (!uri.toString().endsWith(FONT)) {
                throw new IOException("Nothing but the font is read, not " + uri);
            }
            InputStream in = PdfWriter.class.getResourceAsStream(FONT);
            return new Resource(Objects.requireNonNull(in, FONT));
        }

        @Override
        public OutputStream getOutputStream(URI uri) throws IOException {
            throw new IOException("Nothing is written to " + uri);
        }
    }

    private static FopFactory factory() {
        try {
            ResourceResolver resolver = new OnlyTheFont();
            FopConfParser configuration = new FopConfParser(
                    new ByteArrayInputStream(CONFIGURATION.getBytes(StandardCharsets.UTF_8)), BASE, resolver);
            return configuration.getFopFactoryBuilder().build();
        } catch (IOException | SAXException e) {
            throw new IllegalStateException("The configuration of the PDF writer is part of the product.", e);
        }
    }

    static byte[] write(Paper paper) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            FOUserAgent agent = FACTORY.newFOUserAgent();
            agent.setTitle(paper.title());
            agent.setCreator("Jiebang 揭榜");
            agent.getEventBroadcaster()
                    .addEventListener(event -> LOG.debug("{} {}", event.getEventID(), event.getParams()));
            Fop fop = FACTORY.newFop(MimeConstants.MIME_PDF, agent, out);
            SAXParserFactory parsers = SAXParserFactory.newDefaultInstance();
            parsers.setNamespaceAware(true);
            parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            parsers.newSAXParser().parse(new ByteArrayInputStream(pages(paper)), fop.getDefaultHandler());
            return out.toByteArray();
        } catch (IOException | SAXException | ParserConfigurationException | XMLStreamException e) {
            throw new IllegalStateException("A paper could not be set: " + paper.title(), e);
        }
    }

    /** The paper in XSL formatting objects. */
    private static byte[] pages(Paper paper) throws XMLStreamException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
        xml.writeStartDocument("UTF-8", "1.0");
        open(xml, "root", "font-family", "Song", "font-size", CELL_POINTS + "pt", "language", "zh", "country", "CN");
        xml.writeNamespace("fo", FO);
        open(xml, "layout-master-set");
        open(
                xml,
                "simple-page-master",
                "master-name",
                "A4",
                "page-width",
                "210mm",
                "page-height",
                "297mm",
                "margin-left",
                "22mm",
                "margin-right",
                "22mm",
                "margin-top",
                "22mm",
                "margin-bottom",
                "12mm");
        open(xml, "region-body", "margin-bottom", "12mm");
        xml.writeEndElement();
        open(xml, "region-after", "extent", "6mm");
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
        open(xml, "page-sequence", "master-reference", "A4");
        foot(xml, paper.code());
        open(xml, "flow", "flow-name", "xsl-region-body");
        boolean breakBefore = false;
        for (Paper.Part part : paper.parts()) {
            if (part instanceof Paper.NewPage) {
                breakBefore = true;
                continue;
            }
            open(xml, "block", "break-before", breakBefore ? "page" : "auto");
            breakBefore = false;
            switch (part) {
                case Paper.Line line -> line(xml, line);
                case Paper.Grid grid -> grid(xml, grid);
                case Paper.NewPage page -> {}
            }
            xml.writeEndElement();
        }
        open(xml, "block", "id", "end");
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
        return bytes.toByteArray();
    }

    private static void foot(XMLStreamWriter xml, String code) throws XMLStreamException {
        open(xml, "static-content", "flow-name", "xsl-region-after");
        open(xml, "block", "text-align", "center", "font-size", "8pt");
        xml.writeCharacters(code.isEmpty() ? "第 " : "内容校验码 " + code + "　第 ");
        open(xml, "page-number");
        xml.writeEndElement();
        xml.writeCharacters(" 页　共 ");
        open(xml, "page-number-citation", "ref-id", "end");
        xml.writeEndElement();
        xml.writeCharacters(" 页");
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void line(XMLStreamWriter xml, Paper.Line line) throws XMLStreamException {
        open(
                xml,
                "block",
                "font-size",
                line.points() + "pt",
                "font-weight",
                line.bold() ? "bold" : "normal",
                "text-align",
                switch (line.align()) {
                    case LEFT -> "start";
                    case CENTRE -> "center";
                    case RIGHT -> "end";
                },
                "space-before",
                line.above() + "mm",
                "space-before.conditionality",
                "retain",
                "space-after",
                "1.5mm",
                "line-height",
                "1.5");
        xml.writeCharacters(breakable(line.text()));
        xml.writeEndElement();
    }

    private static void grid(XMLStreamWriter xml, Paper.Grid grid) throws XMLStreamException {
        open(
                xml,
                "table",
                "table-layout",
                "fixed",
                "width",
                Paper.WIDTH + "mm",
                "border-collapse",
                "collapse",
                "space-after",
                "0.5mm");
        for (int width : grid.widths()) {
            open(xml, "table-column", "column-width", width + "mm");
            xml.writeEndElement();
        }
        if (grid.heads() > 0) {
            open(xml, "table-header");
            for (Paper.Row row : grid.rows().subList(0, grid.heads())) {
                row(xml, row, grid.ruled());
            }
            xml.writeEndElement();
        }
        open(xml, "table-body");
        for (Paper.Row row : grid.rows().subList(grid.heads(), grid.rows().size())) {
            row(xml, row, grid.ruled());
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void row(XMLStreamWriter xml, Paper.Row row, boolean ruled) throws XMLStreamException {
        boolean tall = row.isTall();
        boolean head = row.cells().stream().anyMatch(cell -> cell.style() == Paper.Style.HEAD);
        open(
                xml,
                "table-row",
                "height",
                row.height() > 0 ? row.height() + "mm" : "auto",
                "keep-together.within-page",
                tall ? "auto" : "always",
                "keep-with-next.within-page",
                head ? "always" : "auto");
        for (Paper.Cell cell : row.cells()) {
            cell(xml, cell, ruled, tall);
        }
        xml.writeEndElement();
    }

    /** @param tall the row may go over a page; then its names stand at its beginning, not in the middle of the text */
    private static void cell(XMLStreamWriter xml, Paper.Cell cell, boolean ruled, boolean tall)
            throws XMLStreamException {
        boolean middle = cell.style() == Paper.Style.LABEL || cell.style() == Paper.Style.CENTRE;
        String border = "0.7pt solid black";
        open(
                xml,
                "table-cell",
                "number-columns-spanned",
                Integer.toString(cell.columns()),
                "number-rows-spanned",
                Integer.toString(cell.rows()),
                ruled ? "border" : "border-bottom",
                ruled || cell.style() == Paper.Style.VALUE ? border : "none",
                "padding",
                "1mm",
                "display-align",
                tall || cell.style() == Paper.Style.HINT || cell.text().contains("\n") ? "before" : "center",
                "text-align",
                middle ? "center" : "start");
        for (String paragraph : cell.text().split("\n", -1)) {
            open(
                    xml,
                    "block",
                    "line-height",
                    "1.4",
                    "color",
                    cell.style() == Paper.Style.HINT ? "#7f7f7f" : "black",
                    "font-size",
                    (cell.style() == Paper.Style.HEAD ? CELL_POINTS + 2 : CELL_POINTS) + "pt");
            // An empty block has no height.
            xml.writeCharacters(paragraph.isEmpty() ? "\u00a0" : breakable(paragraph));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** Long runs without a place to break, such as addresses, get places, so that they do not run over the border. */
    static String breakable(String text) {
        StringBuilder broken = new StringBuilder(text.length() + 8);
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            // What XML cannot hold is nothing that can be printed.
            if (letter < ' ' && letter != '\t' || letter == '\uFFFE' || letter == '\uFFFF') {
                continue;
            }
            run = letter > ' ' && letter < '\u2E80' ? run + 1 : 0;
            broken.append(letter);
            if (run >= LONGEST_RUN) {
                broken.append('\u200B');
                run = 0;
            }
        }
        return broken.toString();
    }

    /** @param attributes names and values in turn */
    private static void open(XMLStreamWriter xml, String element, String... attributes) throws XMLStreamException {
        xml.writeStartElement("fo", element, FO);
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }
}
