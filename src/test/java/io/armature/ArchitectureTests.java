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
package io.armature;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import com.tngtech.archunit.lang.ArchRule;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the code to the design, and each rule to a tree of classes that break it. */
class ArchitectureTests {

    private static final String ROOT = "io.armature";

    private static final String VIOLATIONS = ROOT + ".architecture.violations";

    /** What the report about the tree of violations has to name. */
    private static final Map<String, String[]> EXPECTED = Map.ofEntries(
            Map.entry("directions", new String[] {"client.UpwardClient", "resilience.MappingLayer", "stray.Stray"}),
            Map.entry("no cycles", new String[] {"client.UpwardClient", "mapping.CyclicMapping"}),
            Map.entry("nobody uses autoconfigure", new String[] {"batch.OpenBatch"}),
            Map.entry("Spring Boot at the edge", new String[] {"batch.OpenBatch.application"}),
            Map.entry("Lettuce in redis", new String[] {"batch.OpenBatch.redis"}),
            Map.entry("no internals of the SDK", new String[] {"batch.OpenBatch.chain", "batch.OpenBatch.schemas"}),
            Map.entry("closed auto-configurations", new String[] {
                "autoconfigure.OpenAutoConfiguration> does not have modifier FINAL",
                "autoconfigure.OpenAutoConfiguration.<init>()> is public",
                "autoconfigure.OpenAutoConfiguration.name()> is public",
                "autoconfigure.HiddenAutoConfiguration> does not have modifier PUBLIC"
            }),
            Map.entry("final by default", new String[] {"autoconfigure.OpenAutoConfiguration", "batch.OpenBatch"}),
            Map.entry("one place for layers", new String[] {
                "resilience.MappingLayer.itself()",
                "resilience.MappingLayer.factory()",
                "resilience.MappingLayer.stack()"
            }),
            Map.entry("one chain of extensions", new String[] {"batch.OpenBatch.unchained()"}),
            Map.entry("marked packages", new String[] {"stray.Stray"}),
            Map.entry("names of tests", new String[] {"stray.MisnamedCheck"}));

    @TestFactory
    Stream<DynamicTest> mainClassesShouldFollowEachRule() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
        return new ArchitectureRules(ROOT)
                .forMainClasses().entrySet().stream()
                        .map(rule -> DynamicTest.dynamicTest(
                                rule.getKey(), () -> rule.getValue().check(classes)));
    }

    @TestFactory
    Stream<DynamicTest> testClassesShouldFollowEachRule() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(Predefined.ONLY_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("/architecture/violations/"))
                .importPackages(ROOT);
        return new ArchitectureRules(ROOT)
                .forTestClasses().entrySet().stream()
                        .map(rule -> DynamicTest.dynamicTest(
                                rule.getKey(), () -> rule.getValue().check(classes)));
    }

    @TestFactory
    Stream<DynamicTest> violationsShouldBeFoundByEachRule() {
        JavaClasses classes = new ClassFileImporter().importPackages(VIOLATIONS);
        return rules(VIOLATIONS).entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(),
                        () -> assertThat(rule.getValue()
                                        .evaluate(classes)
                                        .getFailureReport()
                                        .toString())
                                .contains(EXPECTED.get(rule.getKey()))));
    }

    @Test
    void everyRuleShouldHaveViolations() {
        assertThat(rules(VIOLATIONS)).containsOnlyKeys(EXPECTED.keySet());
    }

    private static Map<String, ArchRule> rules(String root) {
        ArchitectureRules architecture = new ArchitectureRules(root);
        Map<String, ArchRule> rules = new HashMap<>(architecture.forMainClasses());
        rules.putAll(architecture.forTestClasses());
        return rules;
    }
}
