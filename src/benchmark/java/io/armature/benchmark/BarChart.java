/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.armature.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Horizontal bars as SVG, with a thin line from the least to the greatest value. It takes the reader's light or dark
 * setting over, which is why no library draws it: they fix their colours.
 */
public final class BarChart {

    /** Wide enough for a letter of the font below, on average. */
    private static final double LETTER = 7.2;

    private static final int WIDTH = 420;

    private static final int VALUE = 150;

    private static final int ROW = 26;

    private static final int TOP = 34;

    private static final String STYLE = "text{font:13px system-ui,sans-serif;fill:#24292f}.t{font-weight:600}"
            + ".o{fill:#8c959f}.a{fill:#0969da}.s{stroke:#24292f}"
            + "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.o{fill:#6e7681}.a{fill:#4493f8}.s{stroke:#e6edf3}}";

    private final String title;

    private final boolean logarithmic;

    private final List<Bar> bars = new ArrayList<>();

    private BarChart(String title, boolean logarithmic) {
        this.title = title;
        this.logarithmic = logarithmic;
    }

    /** Returns a chart whose bars begin at zero. */
    public static BarChart linear(String title) {
        return new BarChart(title, false);
    }

    /** Returns a chart for values that are powers of ten apart; it says so in its title. */
    public static BarChart logarithmic(String title) {
        return new BarChart(title + " (logarithmic)", true);
    }

    /** Adds a bar; that of Armature is in another colour. */
    public BarChart bar(String label, Spread value, int digits) {
        bars.add(new Bar(label, value, digits));
        return this;
    }

    /** Adds a bar for each subject. */
    public BarChart bars(List<Subject> subjects, Function<Subject, Spread> value, int digits) {
        subjects.forEach(subject -> bar(subject.title(), value.apply(subject), digits));
        return this;
    }

    String title() {
        return title;
    }

    String svg() {
        StringBuilder svg = new StringBuilder();
        int left = (int) (LETTER
                        * bars.stream()
                                .mapToInt(bar -> bar.label.length())
                                .max()
                                .orElse(0))
                + 16;
        int height = TOP + ROW * bars.size() + 8;
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">%n"
                .formatted(left + WIDTH + VALUE, height));
        svg.append("<title>")
                .append(escape(title))
                .append("</title>\n<style>")
                .append(STYLE)
                .append("</style>\n");
        svg.append(text(left, 20, "t", "start", title));
        double least = bars.stream().mapToDouble(bar -> bar.value.min()).min().orElse(1);
        double greatest =
                bars.stream().mapToDouble(bar -> bar.value.max()).max().orElse(1);
        for (int i = 0; i < bars.size(); i++) {
            append(svg, bars.get(i), left, TOP + ROW * i, least, greatest);
        }
        return svg.append("</svg>\n").toString();
    }

    private void append(StringBuilder svg, Bar bar, int left, int y, double least, double greatest) {
        double median = width(bar.value.median(), least, greatest);
        double from = width(bar.value.min(), least, greatest);
        double to = width(bar.value.max(), least, greatest);
        svg.append(text(left - 8, y + 16, "", "end", bar.label));
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"18\" rx=\"2\"/>%n",
                bar.label.startsWith("Armature") ? "a" : "o",
                left,
                y + 2,
                median));
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>%n",
                left + from,
                left + to,
                y + 11,
                y + 11));
        svg.append(text(
                left + (int) Math.max(median, to) + 8,
                y + 16,
                "",
                "start",
                String.format(Locale.ROOT, "%,." + bar.digits + "f", bar.value.median())));
    }

    /** A logarithmic bar of the least value keeps a tenth of the width, so that it can be seen. */
    private double width(double value, double least, double greatest) {
        if (!logarithmic) {
            return greatest <= 0 ? 0 : WIDTH * value / greatest;
        }
        double floor = Math.max(least, Double.MIN_NORMAL);
        double range = Math.log(greatest / floor);
        double part = range <= 0 ? 1 : Math.log(Math.max(value, floor) / floor) / range;
        return WIDTH * (0.1 + 0.9 * part);
    }

    private static String text(int x, int y, String style, String anchor, String text) {
        return "<text x=\"%d\" y=\"%d\" class=\"%s\" text-anchor=\"%s\">%s</text>%n"
                .formatted(x, y, style, anchor, escape(text));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private record Bar(String label, Spread value, int digits) {}
}
