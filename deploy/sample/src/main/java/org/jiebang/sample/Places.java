package org.jiebang.sample;

import java.util.ArrayList;
import java.util.List;
import org.jiebang.region.Region;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.jspecify.annotations.Nullable;

/** Counties of Jiangsu in turns: every county once a turn, pilot counties three times, those of the south twice. */
final class Places {
    private static final RegionTree TREE = RegionTree.standard();

    private final long seed;
    private final List<Region> turn = new ArrayList<>();

    Places(long seed) {
        this.seed = seed;
        for (Region region : TREE.all()) {
            if (region.level() != Region.Level.COUNTY) {
                continue;
            }
            int times = region.pilot() ? 3 : region.part() == Region.Part.SOUTH ? 2 : 1;
            for (int i = 0; i < times; i++) {
                turn.add(region);
            }
        }
    }

    /** County of the i-th record of a library; the order differs from turn to turn. */
    Region county(String purpose, int number) {
        long turnKey = Dice.mix(seed + purpose.hashCode() + 31L * (number / turn.size()));
        return turn.get((int) new Permutation(turn.size(), turnKey).of(number % turn.size()));
    }

    Region any(Dice dice) {
        return dice.pick(turn);
    }

    List<Region> counties() {
        return turn.stream().distinct().toList();
    }

    static Region city(Region county) {
        return region(county.parent());
    }

    static Region region(@Nullable RegionCode code) {
        return code == null
                ? TREE.find(new RegionCode("320000")).orElseThrow()
                : TREE.find(code).orElseThrow();
    }

    /** 苏州 for 苏州市; a county of two characters keeps both. */
    static String shortName(Region region) {
        String name = region.name();
        return name.length() > 2 ? name.replaceFirst("[省市区县]$", "") : name;
    }

    static String fullName(Region region) {
        return TREE.fullName(region.code());
    }
}
