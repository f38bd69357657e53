package org.jiebang.ingest.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.ingest.workbook.FileRefused;
import org.jiebang.text.DomainDictionary;
import org.jiebang.text.TextAnalyzer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFileTest {
    private static final TextAnalyzer ANALYZER =
            new TextAnalyzer(DomainDictionary.of(IndustryGraph.standard().vocabulary()));

    @TempDir
    Path directory = Path.of("");

    private WorkFile.Result read(String text, Charset charset) throws IOException {
        return WorkFile.read(Files.write(directory.resolve("works"), text.getBytes(charset)));
    }

    private Work one(String text) throws IOException {
        WorkFile.Result result = read(text, StandardCharsets.UTF_8);
        assertThat(result.rejected()).isEmpty();
        assertThat(result.works()).hasSize(1);
        return result.works().getFirst();
    }

    private static List<String> names(Work work) {
        return work.authors().stream().map(Work.Author::name).toList();
    }

    @Test
    void readsBibtexWithBracesQuotesAndJoints() throws IOException {
        Work work = one("""
                % of a database
                @article{key1,
                  title = {Laser {Cladding} of \\textit{Coatings}},
                  author = "Zhang, Wei and Li, Ming",
                  journal = {Journal of } # {Samples},
                  year = 2024, keywords = {laser cladding; coating}, doi = {10.1/x}
                }
                """);
        assertThat(work.title()).isEqualTo("Laser Cladding of Coatings");
        assertThat(names(work)).containsExactly("Wei Zhang", "Ming Li");
        assertThat(work.keywords()).containsExactly("laser cladding", "coating");
        assertThat(work.year()).isEqualTo(2024);
        assertThat(work.line()).isEqualTo(2);
    }

    @Test
    void anEntryThatDoesNotCloseIsToldAndTheNextIsRead() throws IOException {
        WorkFile.Result result =
                read("@article{a, title = {open\n@article{b, title={whole}, author={示例甲}}", StandardCharsets.UTF_8);
        assertThat(result.works()).extracting(Work::title).containsExactly("whole");
        assertThat(result.rejected()).extracting(WorkFile.Rejected::line).containsExactly(1);
    }

    @Test
    void readsTaggedTextOfSeveralDatabases() throws IOException {
        assertThat(names(one("TY  - JOUR\nTI  - 激光熔覆\nAU  - 示例甲\nAU  - 示例乙\nAD  - 示例大学\nPY  - 2023///\nER  - \n")))
                .containsExactly("示例甲", "示例乙");
        assertThat(names(one("%0 Journal Article\n%A 示例甲;示例乙\n%+ 示例大学;示例研究院\n%T 激光熔覆\n%D 2023\n")))
                .containsExactly("示例甲", "示例乙");
        Work chinese = one(
                "SrcDatabase-来源库: 期刊\nTitle-题名: 激光熔覆\n涂层\nAuthor-作者: 示例甲;示例乙;\nOrgan-单位: 示例大学材料学院,江苏 南京 210000;\nKeyword-关键词: 熔覆;;涂层\nPubTime-发表时间: 2023-05-01\n");
        assertThat(chinese.title()).isEqualTo("激光熔覆 涂层");
        assertThat(chinese.keywords()).containsExactly("熔覆", "涂层");
        assertThat(chinese.authors().getFirst().units()).containsExactly("示例大学材料学院");
        assertThat(chinese.year()).isEqualTo(2023);
    }

    @Test
    void readsTablesInTheirOwnEncoding() throws IOException {
        WorkFile.Result result = read(
                "专利名称,申请号,发明人,申请人,申请日\n一种示例装置,CN2023100000001,示例甲;示例乙,示例大学,2023.01.05\n,,示例甲,,\n",
                Charset.forName("GB18030"));
        Work patent = result.works().getFirst();
        assertThat(patent.kind()).isEqualTo(Work.Kind.PATENT);
        assertThat(patent.number()).isEqualTo("CN2023100000001");
        assertThat(patent.citation()).isEqualTo("《一种示例装置》，CN2023100000001，2023");
        assertThat(result.rejected()).hasSize(1);
    }

    @Test
    void readsJsonOfOpenAlex() throws IOException {
        Work work = one("""
                {"results":[{"display_name":"Laser cladding","publication_year":2022,"doi":"https://doi.org/10.1/x",
                 "authorships":[{"author":{"display_name":"Wei Zhang","orcid":"https://orcid.org/0000-0002-1825-0097"},"institutions":[{"display_name":"Sample University"}]}],
                 "concepts":[{"display_name":"Coating","score":0.9},{"display_name":"Art","score":0.1}],
                 "abstract_inverted_index":{"cladding":[1,3],"Laser":[0],"is":[2]}}]}
                """);
        assertThat(work.authors().getFirst().orcid()).isEqualTo("0000-0002-1825-0097");
        assertThat(work.keywords()).containsExactly("Coating");
        assertThat(work.number()).isEqualTo("10.1/x");
    }

    @Test
    void whatNamesNoWorkIsRefused() {
        assertThatThrownBy(() -> read("a,b\n1,2\n", StandardCharsets.UTF_8)).isInstanceOf(FileRefused.class);
    }

    @Test
    void everyDirectionPointsAtItsWorks() throws IOException {
        List<Work> works = read(
                        "题名,作者,单位,关键词,年\n激光熔覆涂层的残余应力,示例甲;示例乙,示例大学,激光熔覆;残余应力,2023\n激光熔覆层裂纹,示例甲等,示例大学,激光熔覆,2021\n",
                        StandardCharsets.UTF_8)
                .works();
        List<Directions.Direction> directions = Directions.of(works, ANALYZER);
        Directions.Direction first = directions.getFirst();
        assertThat(first.words()).isEqualTo("激光熔覆");
        assertThat(first.works()).containsExactly(0, 1);
        assertThat(List.of(first.from(), first.to())).containsExactly(2021, 2023);
        assertThat(directions).allSatisfy(one -> {
            assertThat(one.works()).isNotEmpty();
            assertThat(works.stream().map(work -> work.title() + work.keywords()))
                    .anyMatch(text -> text.contains(one.words()));
        });
    }

    @Test
    void anAuthorOfSeveralUnitsIsSeveralNamesOfAUnit() throws IOException {
        List<Work> works = read(
                        "题名,作者,单位,年\n激光熔覆涂层,示例甲;示例乙,示例大学;示例研究院,2023\n激光熔覆层裂纹,示例甲,示例大学,2021\n", StandardCharsets.UTF_8)
                .works();
        WorkAuthor first = WorkAuthor.of(works).getFirst();
        assertThat(first.name() + first.unit()).isEqualTo("示例甲示例大学");
        assertThat(first.places()).hasSize(2);
        assertThat(first.choices()).as("one work names only this unit").isEqualTo(1);
        assertThat(WorkAuthor.of(works)).hasSize(4);
    }

    @Test
    void aWorkIsKnownByItsNumberHoweverItIsWritten() throws IOException {
        Work one = one("@article{a, title={Cladding}, author={A B}, doi={https://doi.org/10.1/ABC}}");
        Work other = one("@article{b, title={Other words}, author={C D}, doi={doi:10.1/abc.}}");
        assertThat(one.numberKey()).isEqualTo(other.numberKey()).isNotEmpty();
        assertThat(one.textKey()).isNotEqualTo(other.textKey());
        assertThat(one("@article{c, title={ CLADDING }, author={A  B}}").textKey())
                .isEqualTo(one.textKey());
    }

    @Test
    void readsAccentsAndIdentifiersOfResearchers() throws IOException {
        Work work = one("@article{a, title={Schichten}, author={M{\\\"u}ller, J{\\'o}zsef and Wei Zhang and others},"
                + " orcid-numbers={Zhang, Wei/0000-0002-1825-0097}}");
        assertThat(names(work)).containsExactly("József Müller", "Wei Zhang");
        assertThat(work.authors()).extracting(Work.Author::orcid).containsExactly("", "0000-0002-1825-0097");
        assertThat(Orcid.in("0000-0002-1825-0098"))
                .as("its check digit is wrong")
                .isEmpty();
    }

    /** Each is told of or refused at once; none takes more memory than a few times its size. */
    @Test
    void hostileFilesAreToldOfAndEnd() throws IOException {
        int many = 200_000;
        List<String> hostile = List.of(
                "@article{a, title={" + "{".repeat(many) + "x" + "}".repeat(many) + "}}",
                "@a{".repeat(many),
                "@article(a, title={" + "{".repeat(many) + ")",
                "@article{a, title=\"" + "{\"".repeat(many),
                "[".repeat(many),
                "{\"results\":" + "[{\"a\":".repeat(many),
                "{\"a\":1}\n".repeat(many),
                "TI  - x\n" + "y\n".repeat(many),
                "TI  - x\nAU  - " + " ".repeat(many) + "\n",
                "AU  - x\n\n".repeat(many),
                "题名,作者\n" + ",\u0000".repeat(many),
                "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><xml><title>&a;</title></xml>");
        for (String text : hostile) {
            try {
                WorkFile.Result result = read(text, StandardCharsets.UTF_8);
                assertThat(result.works()).hasSizeLessThanOrEqualTo(1);
                assertThat(result.rejected()).hasSizeLessThanOrEqualTo(1001);
            } catch (FileRefused refused) {
                assertThat(refused.code().chinese()).isNotBlank();
            }
        }
        assertThatThrownBy(() -> read("", StandardCharsets.UTF_8)).isInstanceOf(FileRefused.class);
        assertThatThrownBy(
                        () -> read("@article{a, title={x}}\n".repeat(WorkFile.MOST_WORKS + 5), StandardCharsets.UTF_8))
                .isInstanceOf(FileRefused.class);
        Work narrow = read("TI  - 激光熔覆\nAU  - 示例甲\n", Charset.forName("GB18030"))
                .works()
                .getFirst();
        assertThat(narrow.title()).isEqualTo("激光熔覆");
    }
}
