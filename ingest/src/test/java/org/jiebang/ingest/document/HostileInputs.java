package org.jiebang.ingest.document;

import java.net.URI;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jiebang.catalog.Library;
import org.jiebang.ingest.page.PageReader;
import org.jiebang.ingest.page.PageRefused;
import org.jiebang.ingest.page.PageRules;
import org.jiebang.ingest.page.SelectorGuess;
import org.jiebang.ingest.page.WebPage;
import org.jsoup.nodes.Document;

/**
 * Reads some five hundred hostile files and pages, each made from a seed: damaged and cut documents, archives that nest or unpack to
 * gigabytes, entities in XML, streams packed again and again, misnested and endless markup, wrong encodings. Each must be read or end in a
 * reason. A main class of its own, so that it runs under a small heap.
 */
public final class HostileInputs {
    private static final URI ADDRESS = URI.create("https://example.org/list.html");
    private static final AttachmentReader READER =
            new AttachmentReader(Library.PROBLEMS, text -> Map.of("关键难点和挑战", text));

    private HostileInputs() {}

    /** A named input. */
    private record Input(String kind, byte[] bytes) {}

    /** Prints one line a kind: inputs, and how they ended. Ends with 1 if one ended in anything but a reason. */
    public static void main(String[] arguments) {
        List<String> bad = new ArrayList<>();
        Map<String, Map<String, Integer>> ends = new LinkedHashMap<>();
        Map<String, Long> took = new LinkedHashMap<>();
        AtomicInteger count = new AtomicInteger();
        long begun = System.nanoTime();
        for (boolean page : new boolean[] {false, true}) {
            inputs(page).forEach(make -> {
                long start = System.nanoTime();
                Input input = make.get();
                count.incrementAndGet();
                String end;
                try {
                    if (page) {
                        read(input.bytes());
                    } else {
                        READER.read("x", input.bytes());
                    }
                    end = "read";
                } catch (PageRefused refused) {
                    end = refused.refusal().name();
                } catch (RuntimeException | Error e) {
                    end = "FAILED " + e.getClass().getSimpleName();
                    bad.add(input.kind() + ": " + e + " "
                            + Arrays.stream(e.getStackTrace()).limit(6).toList());
                }
                took.merge(input.kind(), System.nanoTime() - start, Long::sum);
                ends.computeIfAbsent(input.kind(), kind -> new LinkedHashMap<>())
                        .merge(end, 1, Integer::sum);
            });
        }
        ends.forEach((kind, counts) ->
                System.out.println(kind + " " + counts + " " + took.getOrDefault(kind, 0L) / 1_000_000 + " ms"));
        bad.forEach(System.out::println);
        System.out.println("inputs: " + count + " failed: " + bad.size() + " heap: "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MiB seconds: "
                + (System.nanoTime() - begun) / 1_000_000_000);
        System.exit(bad.isEmpty() ? 0 : 1);
    }

    private static void read(byte[] bytes) {
        Document page = WebPage.parse(bytes, null, ADDRESS);
        PageRules rules = SelectorGuess.listing(page, Library.PROBLEMS)
                .map(guess -> SelectorGuess.detail(guess, page, Library.PROBLEMS))
                .orElse(new PageRules(PageRules.Mode.ROWS, "li, tr", "a", List.of(), "", "", "", 1, true));
        PageReader.listing(page, rules);
    }

    private static List<java.util.function.Supplier<Input>> inputs(boolean page) {
        List<java.util.function.Supplier<Input>> all = new ArrayList<>();
        if (page) {
            for (int i = 0; i < 200; i++) {
                int seed = i;
                all.add(() -> new Input("page of broken markup", markup(new Random(seed))));
            }
            for (int i = 0; i < 40; i++) {
                int seed = i;
                all.add(() -> new Input("page in a wrong encoding", wrongCharset(new Random(seed))));
            }
            all.addAll(List.of(
                    () -> new Input("page too large", Samples.utf8("<p>字</p>".repeat(1_000_000))),
                    () -> new Input("page nested deeply", Samples.utf8("<div>".repeat(90_000) + "字")),
                    () -> new Input(
                            "page of inline boxes", Samples.utf8("<b><i><u>".repeat(30_000) + "<p>字".repeat(5000))),
                    () -> new Input("page of tables in tables", Samples.utf8("<table><tr><td>".repeat(20_000) + "字")),
                    () -> new Input("page of one long line", Samples.utf8("字".repeat(1_300_000))),
                    () -> new Input("page of one attribute", Samples.utf8("<a " + "x=1 ".repeat(900_000) + ">字</a>")),
                    () -> new Input(
                            "page of one address", Samples.utf8("<li><a href='" + "x".repeat(3_000_000) + "'>字</a>")),
                    () -> new Input("page of entities", Samples.utf8("&nbsp;&#1114112;&#xD800;".repeat(100_000))),
                    () -> new Input("page without end tags", Samples.utf8("<li><a href=x>字字字字字字字字字字".repeat(40_000))),
                    () -> new Input("page of nothing", new byte[0])));
            return all;
        }
        List<byte[]> good =
                List.of(Samples.docx("缺陷检测".repeat(200)), Samples.pdf("blade ".repeat(10)), Samples.xlsx("传感器"));
        byte[] archive = Samples.zip(Map.of("a.docx", good.get(0), "b.xlsx", good.get(2)));
        List<byte[]> files = List.of(good.get(0), good.get(1), good.get(2), archive);
        for (int i = 0; i < 240; i++) {
            int seed = i;
            all.add(() ->
                    new Input("file with flipped bytes", flipped(files.get(seed % files.size()), new Random(seed))));
        }
        for (int i = 0; i < 60; i++) {
            int seed = i;
            all.add(() -> {
                byte[] file = files.get(seed % files.size());
                return new Input("file that breaks off", Arrays.copyOf(file, new Random(seed).nextInt(file.length)));
            });
        }
        for (int i = 0; i < 40; i++) {
            int seed = i;
            all.add(() ->
                    new Input("document with random markup", Samples.docxOf(Samples.body(xml(new Random(seed))))));
        }
        for (int i = 0; i < 20; i++) {
            int seed = i;
            all.add(() -> new Input("old container of noise", container(new Random(seed))));
        }
        bombs(all);
        return all;
    }

    private static void bombs(List<java.util.function.Supplier<Input>> all) {
        byte[] zeros = new byte[12 << 20];
        all.add(() -> new Input("archive of zeros", Samples.zip(Map.of("a", zeros))));
        all.add(() -> new Input("document of zeros", Samples.zip(Map.of("word/document.xml", zeros))));
        all.add(() -> new Input("workbook of zeros", Samples.zip(Map.of("xl/workbook.xml", zeros))));
        all.add(() -> {
            byte[] nested = Samples.utf8("x");
            for (int i = 0; i < 30; i++) {
                nested = Samples.zip(Map.of("a.zip", nested));
            }
            return new Input("archive in archives", nested);
        });
        all.add(() -> {
            Map<String, byte[]> many = IntStream.range(0, 3000)
                    .boxed()
                    .collect(Collectors.toMap(i -> "f" + i, i -> new byte[1], (a, b) -> a, LinkedHashMap::new));
            return new Input("archive of many files", Samples.zip(many));
        });
        all.add(() -> {
            byte[] inner = Samples.zip(Map.of("a", new byte[3 << 20]));
            Map<String, byte[]> wide = IntStream.range(0, 400)
                    .boxed()
                    .collect(Collectors.toMap(i -> "z" + i + ".zip", i -> inner, (a, b) -> a, LinkedHashMap::new));
            return new Input("archive of archives", Samples.zip(wide));
        });
        all.add(() -> new Input(
                "document with an outer entity",
                Samples.docxOf("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
                        + Samples.body("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>"))));
        all.add(() -> new Input(
                "document with entities in entities",
                Samples.docxOf(laughs() + Samples.body("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>"))));
        all.add(() -> new Input(
                "document nested deeply",
                Samples.docxOf(
                        Samples.body("<w:tbl><w:tr><w:tc>".repeat(20_000) + "</w:tc></w:tr></w:tbl>".repeat(20_000)))));
        all.add(() -> new Input(
                "document with a huge text",
                Samples.docxOf(Samples.body("<w:p><w:r><w:t>" + "字".repeat(2_000_000) + "</w:t></w:r></w:p>"))));
        all.add(() -> new Input("PDF with a packed stream", Samples.pdfWith(new byte[40 << 20], 1)));
        all.add(() -> new Input("PDF packed three times", Samples.pdfWith(new byte[40 << 20], 3)));
        all.add(() -> new Input("PDF packed eight times", Samples.pdfWith(new byte[1 << 20], 8)));
        all.add(
                () -> new Input(
                        "PDF with pages in pages",
                        Samples.utf8(
                                "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF")));
        all.add(() -> new Input(
                "PDF nested deeply",
                Samples.utf8("%PDF-1.4\n1 0 obj" + "[".repeat(300_000) + "\ntrailer<</Root 1 0 R>>")));
        all.add(() -> new Input("file of noise", noise(new Random(1), 7 << 20)));
        all.add(() -> new Input("file too large", new byte[9 << 20]));
    }

    private static String laughs() {
        StringBuilder entities = new StringBuilder("<!DOCTYPE w:document [<!ENTITY l0 'ha'>");
        for (int i = 1; i < 10; i++) {
            entities.append("<!ENTITY l")
                    .append(i)
                    .append(" '")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        return entities.append("]>").toString();
    }

    private static byte[] flipped(byte[] file, Random random) {
        byte[] bytes = file.clone();
        int flips = 1 + random.nextInt(40);
        for (int i = 0; i < flips; i++) {
            bytes[4 + random.nextInt(bytes.length - 4)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static String xml(Random random) {
        String[] tags = {"w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:sdt", "w:x"};
        StringBuilder xml = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            String tag = tags[random.nextInt(tags.length)];
            xml.append(random.nextBoolean() ? "<" : "</")
                    .append(tag)
                    .append(random.nextInt(9) == 0 ? "/>" : ">")
                    .append("字");
        }
        return xml.toString();
    }

    private static byte[] noise(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] container(Random random) {
        byte[] bytes = noise(random, 512 * (2 + random.nextInt(40)));
        byte[] head = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1};
        System.arraycopy(head, 0, bytes, 0, head.length);
        return bytes;
    }

    private static byte[] markup(Random random) {
        String[] parts = {
            "<ul>",
            "</ul>",
            "<li>",
            "<table>",
            "<tr>",
            "<td rowspan=99999>",
            "<td colspan=-1>",
            "</table>",
            "<a href='",
            "'>",
            "<a href=/x>需求</a>",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<![CDATA[",
            "<p",
            "=\"",
            "企业名称：甲公司",
            "\u0000",
            "<svg>",
            "<base href='javascript:1'>",
            "<base href='http://[::1/'>",
            "<select>",
            "<form>",
            "<b><i>",
            "&#0;",
            "<dl><dt>需求<dd>字",
            "<template>",
            "<frameset>",
            "<textarea>",
            "<plaintext>",
            "<math><mi>",
            "下一页",
            "createPageHTML(99999,0,'../','x')"
        };
        StringBuilder page = new StringBuilder("<html><body>");
        int length = 50 + random.nextInt(800);
        for (int i = 0; i < length; i++) {
            // What ends all markup comes seldom.
            String part = parts[random.nextInt(parts.length)];
            page.append(part.equals("<plaintext>") && random.nextInt(20) > 0 ? "字" : part);
        }
        return Samples.utf8(page.toString());
    }

    private static byte[] wrongCharset(Random random) {
        String[] names = {
            "UTF-8",
            "GBK",
            "Big5",
            "UTF-16",
            "Shift_JIS",
            "EUC-KR",
            "windows-1252",
            "UTF-7",
            "x-nonsense",
            "ISO-2022-JP"
        };
        String declared = names[random.nextInt(names.length)];
        String written = List.of("UTF-8", "GBK", "UTF-16", "GB18030").get(random.nextInt(4));
        String page = "<meta charset='" + declared + "'><ul>" + "<li><a href=a>高温合金叶片检测</a>".repeat(5) + "</ul>";
        byte[] bytes = page.getBytes(Charset.forName(written));
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        return bytes;
    }
}
