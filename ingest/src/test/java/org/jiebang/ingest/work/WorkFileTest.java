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
    private static final TextAnalyzer ANALYZER = new TextAnalyzer(DomainDictionary.of(IndustryGraph.standard().vocabulary()));

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
        WorkFile.Result result = read("@article{a, title = {open\n@article{b, title={whole}, author={示例甲}}", StandardCharsets.UTF_8);
        assertThat(result.works()).extracting(Work::title).containsExactly("whole");
        assertThat(result.rejected()).extracting(WorkFile.Rejected::line).containsExactly(1);
    }

    @Test
    void readsTaggedTextOfSeveralDatabases() throws IOException {
        assertThat(names(one("TY  - JOUR\nTI  - 激光熔覆\nAU  - 示例甲\nAU  - 示例乙\nAD  - 示例大学\nPY  - 2023///\nER  - \n")))
                .containsExactly("示例甲", "示例乙");
        assertThat(names(one("%0 Journal Article\n%A 示例甲;示例乙\n%+ 示例大学;示例研究院\n%T 激光熔覆\n%D 2023\n")))
                .containsExactly("示例甲", "示例乙");
        Work chinese = one("SrcDatabase-来源库: 期刊\nTitle-题名: 激光熔覆\n涂层\nAuthor-作者: 示例甲;示例乙;\nOrgan-单位: 示例大学材料学院,江苏 南京 210000;\nKeyword-关键词: 熔覆;;涂层\nPubTime-发表时间: 2023-05-01\n");
        assertThat(chinese.title()).isEqualTo("激光熔覆 涂层");
        assertThat(chinese.keywords()).containsExactly("熔覆", "涂层");
        assertThat(chinese.authors().getFirst().units()).containsExactly("示例大学材料学院");
        assertThat(chinese.year()).isEqualTo(2023);
    }

    @Test
    void readsTablesInTheirOwnEncoding() throws IOException {
        WorkFile.Result result = read("专利名称,申请号,发明人,申请人,申请日\n一种示例装置,CN2023100000001,示例甲;示例乙,示例大学,2023.01.05\n,,示例甲,,\n", Charset.forName("GB18030"));
        Work patent = result.works().getFirst();
        assertThat(patent.kind()).isEqualTo(Work.Kind.PATENT);
        assertThat(patent.number()).isEqualTo("CN2023100000001");
        assertThat(patent.citation()).isEqualTo("一种示例装置，CN2023100000001，2023");
        assertThat(result.rejected()).hasSize(1);
    }

    @Test
    void readsJsonOfOpenAlex() throws IOException {
        Work work = one("""
                {"results":[{"display_name":"Laser cladding","publication_year":2022,"doi":"https://doi.org/10.1/x",
                 "authorships":[{"author":{"display_name":"Wei Zhang"},"institutions":[{"display_name":"Sample University"}]}],
                 "concepts":[{"display_name":"Coating","score":0.9},{"display_name":"Art","score":0.1}],
                 "abstract_inverted_index":{"cladding":[1,3],"Laser":[0],"is":[2]}}]}
                """);
        assertThat(work.summary()).isEqualTo("Laser cladding is cladding");
        assertThat(work.keywords()).containsExactly("Coating");
        assertThat(work.number()).isEqualTo("10.1/x");
    }

    @Test
    void whatNamesNoWorkIsRefused() {
        assertThatThrownBy(() -> read("a,b\n1,2\n", StandardCharsets.UTF_8)).isInstanceOf(FileRefused.class);
    }

    @Test
    void everyDirectionPointsAtItsWorks() throws IOException {
        WorkFile.Result result = read("题名,作者,单位,关键词,年\n激光熔覆涂层的残余应力,示例甲;示例乙,示例大学,激光熔覆;残余应力,2021\n激光熔覆层裂纹,示例甲,示例大学,激光熔覆,2023\n水稻育种,示例丙,示例农科院,水稻,2020\n", StandardCharsets.UTF_8);
        List<AuthorProfile> profiles = AuthorProfile.of(result.works(), ANALYZER);
        AuthorProfile first = profiles.getFirst();
        assertThat(first.name()).isEqualTo("示例甲");
        assertThat(first.works()).hasSize(2);
        AuthorProfile.Direction direction = first.directions().getFirst();
        assertThat(direction.words()).isEqualTo("激光熔覆");
        assertThat(direction.works()).containsExactly(0, 1);
        assertThat(List.of(direction.from(), direction.to())).containsExactly(2021, 2023);
        assertThat(first.directions()).allMatch(one -> !one.works().isEmpty() && !one.words().contains("水稻"));
    }
}
