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

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.commons.annotation.Testable;
import org.springframework.boot.autoconfigure.AutoConfiguration;

/**
 * What the design says about packages and visibility, as rules.
 *
 * @param root the package that holds all others
 */
record ArchitectureRules(String root) {

    /** Which packages each package may use. One that is not named here has no place yet and may hold no class. */
    private static final Map<String, List<String>> DIRECTIONS = directionsByPackage();

    private static Map<String, List<String>> directionsByPackage() {
        Map<String, List<String>> directions = new LinkedHashMap<>();
        directions.put("client.dns", List.of());
        directions.put("client", List.of());
        directions.put("encryption.keys", List.of("client"));
        directions.put("encryption", List.of("encryption.keys", "client"));
        directions.put("encryption.guard", List.of("encryption", "client"));
        directions.put("resilience", List.of("client"));
        directions.put("resilience.fallback", List.of("resilience", "client"));
        directions.put(
                "observation",
                List.of(
                        "batch",
                        "insight",
                        "repository",
                        "encryption",
                        "resilience",
                        "resilience.fallback",
                        "client",
                        "client.dns"));
        directions.put("insight", List.of("resilience", "client"));
        directions.put("mapping", List.of("encryption", "client"));
        directions.put("schema", List.of("mapping", "encryption", "client"));
        directions.put(
                "repository",
                List.of(
                        "batch",
                        "mapping",
                        "encryption",
                        "encryption.keys",
                        "encryption.guard",
                        "resilience",
                        "resilience.fallback",
                        "client"));
        directions.put("batch", List.of("mapping", "encryption", "encryption.guard", "resilience", "client"));
        directions.put("transfer", List.of("batch", "mapping", "resilience", "client"));
        directions.put("redis", List.of("resilience.fallback", "batch", "client"));
        List<String> below = List.copyOf(directions.keySet());
        directions.put("health", below);
        directions.put("actuate", below);
        directions.put("testcontainers", below);
        directions.put("autoconfigure", List.copyOf(directions.keySet()));
        return directions;
    }

    /**
     * Returns the rules for the main classes.
     *
     * @return the rules by a short name
     */
    Map<String, ArchRule> forMainClasses() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("directions", directions());
        rules.put("no cycles", slices().matching(root + ".(**)").should().beFreeOfCycles());
        rules.put("nobody uses autoconfigure", onlyIn(resideInAPackage(root + ".autoconfigure"), "autoconfigure"));
        rules.put(
                "Spring Boot at the edge",
                onlyIn(
                        resideInAPackage("org.springframework.boot.."),
                        "autoconfigure",
                        "actuate",
                        "health",
                        "testcontainers"));
        rules.put("Lettuce in redis", onlyIn(resideInAPackage("io.lettuce.."), "redis"));
        rules.put("no internals of the SDK", noInternalsOfTheSdk());
        rules.put("closed auto-configurations", closedAutoConfigurations());
        rules.put("final by default", finalByDefault());
        rules.put(
                "one place for layers",
                classes()
                        .that()
                        .resideOutsideOfPackage(root + ".autoconfigure")
                        .should(ArchitectureConditions.CONSTRUCT_NO_LAYERS));
        rules.put(
                "one chain of extensions", classes().should(ArchitectureConditions.TAKE_THE_CHAIN_OF_ITEM_EXTENSIONS));
        rules.put("marked packages", classes().should(ArchitectureConditions.RESIDE_IN_A_NULL_MARKED_PACKAGE));
        return rules;
    }

    /**
     * Returns the rules for the test classes.
     *
     * @return the rules by a short name
     */
    Map<String, ArchRule> forTestClasses() {
        return Map.of(
                "names of tests",
                classes()
                        .that(describe("hold tests", ArchitectureRules::holdsTests))
                        .and()
                        .areTopLevelClasses()
                        .and()
                        .doNotHaveModifier(JavaModifier.ABSTRACT)
                        .should()
                        .haveSimpleNameEndingWith("Tests"));
    }

    private ArchRule directions() {
        LayeredArchitecture architecture =
                layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
        for (String layer : DIRECTIONS.keySet()) {
            architecture = architecture.layer(layer).definedBy(root + "." + layer);
        }
        for (Map.Entry<String, List<String>> direction : DIRECTIONS.entrySet()) {
            String[] allowed = direction.getValue().toArray(String[]::new);
            architecture = allowed.length == 0
                    ? architecture.whereLayer(direction.getKey()).mayNotAccessAnyLayer()
                    : architecture.whereLayer(direction.getKey()).mayOnlyAccessLayers(allowed);
        }
        return architecture.ensureAllClassesAreContainedInArchitecture();
    }

    private ArchRule onlyIn(DescribedPredicate<? super JavaClass> used, String... packages) {
        String[] users = new String[packages.length];
        for (int i = 0; i < packages.length; i++) {
            users[i] = root + "." + packages[i];
        }
        return noClasses().that().resideOutsideOfPackages(users).should().dependOnClassesThat(used);
    }

    private ArchRule noInternalsOfTheSdk() {
        // The enhanced client tells puts from updates by an internal type only; one class turns it into our own.
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(root + ".encryption.WriteKind")
                .should()
                .dependOnClassesThat(resideInAPackage("software.amazon.awssdk..internal.."));
    }

    private static ArchRule closedAutoConfigurations() {
        return classes()
                .that()
                .areAnnotatedWith(AutoConfiguration.class)
                .should()
                .bePublic()
                .andShould()
                .haveModifier(JavaModifier.FINAL)
                .andShould(ArchitectureConditions.HAVE_NO_PUBLIC_MEMBERS);
    }

    private static ArchRule finalByDefault() {
        return classes()
                .that()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .areNotAnonymousClasses()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .and(describe("nobody extends", type -> type.getSubclasses().isEmpty()))
                .should()
                .haveModifier(JavaModifier.FINAL);
    }

    private static boolean holdsTests(JavaClass type) {
        return type.getAllMethods().stream().anyMatch(method -> method.isMetaAnnotatedWith(Testable.class));
    }
}
