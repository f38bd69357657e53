package org.jiebang.ingest.page;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** A page that was fetched, parsed without running its scripts. Its bytes tell its encoding, whatever it says of itself. */
public final class WebPage {
    /** Bytes of a page, unpacked. */
    public static final int LARGEST = 4 << 20;

    /** A page of a list has some thousand tags; each takes some hundred bytes of memory, and misnested ones are repeated. */
    private static final int MOST_TAGS = 100_000;

    private static final int HEAD = 4096;
    private static final int FEWEST_LETTERS = 40;
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Pattern DECLARED = Pattern.compile("charset\\s*=\\s*[\"']?\\s*([A-Za-z0-9_:.-]{2,40})");

    private WebPage() {}

    /**
     * Parses a page; links are resolved against its address or its base element.
     *
     * @param declared encoding that the server names; null if none
     * @throws PageRefused if it is larger than {@link #LARGEST} or made of too many tags
     */
    public static Document parse(byte[] bytes, @Nullable String declared, URI address) {
        int tags = 0;
        for (byte one : bytes) {
            if (one == '<') {
                tags++;
            }
        }
        if (bytes.length > LARGEST || tags > MOST_TAGS) {
            throw new PageRefused(PageRefusal.TOO_LARGE, bytes.length + " bytes, " + tags + " tags");
        }
        String text = new String(bytes, charset(bytes, declared));
        return Jsoup.parse(text.startsWith("\uFEFF") ? text.substring(1) : text, address.toString());
    }

    /**
     * Encoding of a page: a byte order mark, else UTF-8 where the bytes are that (but for a few broken ones), else what the page or the server
     * names if every byte fits, else GB18030, which holds GB2312 and GBK. Latin names are believed only of pages without Chinese.
     */
    static Charset charset(byte[] bytes, @Nullable String declared) {
        if (bytes.length >= 2 && (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        if (bytes.length >= 2 && (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        if (isUtf8(bytes)) {
            return StandardCharsets.UTF_8;
        }
        Matcher meta =
                DECLARED.matcher(new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1));
        Charset named = named(meta.find() ? meta.group(1) : declared);
        boolean latin = named != null && named.newDecoder().maxCharsPerByte() == 1 && isSingleByte(named);
        if (named == null || latin && fits(bytes, GB18030)) {
            return GB18030;
        }
        return named.equals(StandardCharsets.UTF_8) || !fits(bytes, named) ? GB18030 : named;
    }

    private static boolean isSingleByte(Charset charset) {
        return charset.name().startsWith("ISO-8859")
                || charset.name().startsWith("windows-125")
                || charset.equals(StandardCharsets.US_ASCII);
    }

    private static @Nullable Charset named(@Nullable String name) {
        try {
            return name == null || !Charset.isSupported(name) ? null : Charset.forName(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean fits(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)) != null;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Are nearly all bytes above 127 parts of UTF-8 sequences? One broken character in twenty is a page that was cut. */
    private static boolean isUtf8(byte[] bytes) {
        int whole = 0;
        int broken = 0;
        for (int i = 0; i < bytes.length; ) {
            int length = length(bytes[i] & 0xFF);
            boolean complete = length > 0 && i + length <= bytes.length;
            for (int k = 1; complete && k < length; k++) {
                complete = (bytes[i + k] & 0xC0) == 0x80;
            }
            if (!complete) {
                broken++;
                i++;
            } else {
                whole += length > 1 ? 1 : 0;
                i += length;
            }
        }
        return broken == 0 || broken * 20 <= whole;
    }

    private static int length(int lead) {
        if (lead < 0x80) {
            return 1;
        }
        if (lead < 0xC2 || lead > 0xF4) {
            return 0;
        }
        return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    }

    /** Does the page show next to nothing while it brings scripts that would? */
    public static boolean needsScripts(Document page) {
        if (page.selectFirst("script") == null) {
            return false;
        }
        Element body = page.body().clone();
        body.select("noscript, style, script, template").remove();
        long letters = body.text().chars().filter(Character::isLetterOrDigit).count();
        return letters < FEWEST_LETTERS
                && body.select("table, li, article, a[href]").size() < 3;
    }
}
