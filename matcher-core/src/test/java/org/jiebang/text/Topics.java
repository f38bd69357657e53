package org.jiebang.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A small corpus of three subjects whose words keep to themselves. */
public final class Topics {
    private static final List<List<String>> SUBJECTS = List.of(
            List.of("电池", "正极材料", "电解液", "界面", "阻抗", "循环寿命", "磷酸铁锂", "隔膜", "快充", "负极", "极片"),
            List.of("水泥", "混凝土", "骨料", "养护", "强度", "外加剂", "水化", "砂浆", "裂缝", "粉煤灰", "配合比"),
            List.of("叶片", "气动", "风机", "塔筒", "变桨", "载荷", "尾流", "翼型", "发电机", "偏航", "疲劳"));
    private static final CorpusModel MODEL = train(1);

    private Topics() {}

    public static CorpusModel model() {
        return MODEL;
    }

    public static CorpusModel train(long seed) {
        CorpusModelTrainer trainer = new CorpusModelTrainer(seed);
        texts().forEach(text -> trainer.add(text, List.of("字")));
        return trainer.train();
    }

    static List<List<String>> texts() {
        Random random = new Random(7);
        List<List<String>> texts = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            List<String> words = new ArrayList<>(SUBJECTS.get(i % SUBJECTS.size()));
            Collections.shuffle(words, random);
            List<String> text = new ArrayList<>(words.subList(0, 4));
            text.add("研究");
            texts.add(text);
        }
        return texts;
    }
}
