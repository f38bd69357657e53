package org.jiebang.api.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiebang.matching.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankMeasuresTest {
    @TempDir
    Path folder;

    @Test
    void reciprocalRankOfTheFirstRightDocument() throws IOException {
        Path judgements = write("qrels", "q1 0 b 1", "q2 0 x 1", "q3 0 z 1");
        Path run = write("run", "q1 Q0 a 1 9 t", "q1 Q0 b 2 8 t", "q2 Q0 x 1 1 t");
        assertThat(RankMeasures.of(judgements, run))
                .containsExactly(Map.entry("q1", 0.5), Map.entry("q2", 1.0), Map.entry("q3", 0.0));
    }

    /** Gains 7, 0, 3 found in the order 3, 7, 0: (3 + 7/log2(3)) / (7 + 3/log2(3)). */
    @Test
    void gradedJudgementsGiveDiscountedGain() throws IOException {
        Path judgements = write("qrels", "q 0 a 4", "q 0 b 1", "q 0 c 3");
        Path run = write("run", "q Q0 c 1 9 t", "q Q0 a 2 8 t", "q Q0 b 3 7 t");
        double log = Math.log(3) / Math.log(2);
        assertThat(RankMeasures.of(judgements, run).get("q")).isCloseTo((3 + 7 / log) / (7 + 3 / log), within(1e-12));
    }

    @Test
    void partsLeftOutAreReadByName() {
        assertThat(Ablation.parse("meaning, characters")).isEqualTo(Set.of(Ablation.MEANING, Ablation.CHARACTERS));
        assertThat(Ablation.signals(Ablation.parse("meaning,focus"))).containsExactly(Signal.MEANING);
        assertThat(Ablation.parse("")).isEmpty();
        assertThatThrownBy(() -> Ablation.parse("luck"))
                .hasMessageContaining("'luck'")
                .hasMessageContaining("meaning");
    }

    private Path write(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }
}
