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
package io.armature.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.annotation.Testable;

/** Every rule of the format has a test that names it in a tag. */
class RuleCoverageTests {

    private static final Set<String> COVERED = covered(new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("io.armature"));

    @ParameterizedTest
    @MethodSource("rules")
    void ruleShouldHaveATest(String rule) {
        assertThat(COVERED).contains(rule);
    }

    static Stream<String> rules() {
        return Stream.of(
                "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F9a", "F10", "F11", "F12", "F13", "F14", "F15",
                "F16", "F17", "F18", "F19", "F20", "F21");
    }

    @Test
    void tagWhenItStandsOnNoTestShouldCoverNothing() {
        assertThat(covered(new ClassFileImporter().importClasses(Untested.class, Tested.class)))
                .containsExactlyInAnyOrder("a class", "a method");
    }

    private static Set<String> covered(JavaClasses classes) {
        Set<String> covered = new HashSet<>();
        for (JavaClass type : classes) {
            Collection<JavaMethod> tests = type.getMethods().stream()
                    .filter(method -> method.isMetaAnnotatedWith(Testable.class))
                    .toList();
            if (!tests.isEmpty()) {
                addTags(type, covered);
            }
            tests.forEach(test -> addTags(test, covered));
        }
        return covered;
    }

    private static void addTags(CanBeAnnotated place, Set<String> covered) {
        if (place.isAnnotatedWith(Tag.class)) {
            covered.add(annotation(place, Tag.class).value());
        }
        if (place.isAnnotatedWith(Tags.class)) {
            Stream.of(annotation(place, Tags.class).value()).map(Tag::value).forEach(covered::add);
        }
    }

    private static <A extends java.lang.annotation.Annotation> A annotation(CanBeAnnotated place, Class<A> type) {
        return place instanceof JavaClass javaClass
                ? javaClass.getAnnotationOfType(type)
                : ((JavaMethod) place).getAnnotationOfType(type);
    }

    @Tag("no tests")
    static class Untested {

        @Tag("no test")
        void helper() {}
    }

    @Tag("a class")
    static class Tested {

        @Tag("a method")
        @Test
        void test() {}
    }
}
