package org.jiebang.api.feed;

import java.io.StringWriter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A document in the making. Characters that XML does not know are left out. Not thread-safe. */
final class XmlText {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter writer;

    /** An element's content, which writes itself. */
    interface Content {
        void write();
    }

    XmlText() {
        try {
            writer = FACTORY.createXMLStreamWriter(text);
            writer.writeStartDocument("UTF-8", "1.0");
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A string takes every text", e);
        }
    }

    /**
     * An element with content.
     *
     * @param attributes name, value, name, value
     */
    void element(String name, Content content, String... attributes) {
        try {
            writer.writeStartElement(name);
            attributes(attributes);
            content.write();
            writer.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A string takes every text", e);
        }
    }

    /** An element with a text. */
    void text(String name, String value, String... attributes) {
        element(name, () -> characters(value), attributes);
    }

    private void characters(String value) {
        try {
            writer.writeCharacters(known(value));
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A string takes every text", e);
        }
    }

    /** An element without content. */
    void empty(String name, String... attributes) {
        try {
            writer.writeEmptyElement(name);
            attributes(attributes);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A string takes every text", e);
        }
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            writer.writeAttribute(attributes[i], known(attributes[i + 1]));
        }
    }

    private static String known(String value) {
        StringBuilder kept = new StringBuilder(value.length());
        value.codePoints()
                .filter(c -> c == '\t'
                        || c == '\n'
                        || c >= 0x20 && c <= 0xD7FF
                        || c >= 0xE000 && c <= 0xFFFD
                        || c >= 0x10000)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** A moment as both standards write it: UTC, in seconds. */
    static String moment(OffsetDateTime time) {
        return moment(time.toInstant());
    }

    static String moment(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The document. */
    @Override
    public String toString() {
        try {
            writer.writeEndDocument();
            writer.flush();
            return text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A string takes every text", e);
        }
    }
}
