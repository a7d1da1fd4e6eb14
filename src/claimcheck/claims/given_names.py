"""Given names and titles, and whom they can belong to."""

from __future__ import annotations

from claimcheck.text.words import word_set

#: Common given names. Names that are also places, months or plain words (Virginia, April, Mark) stand here only where
#: the other sense does not come before a surname.
_MALE = word_set("""
    Aaron Abdul Abdullah Abraham Adam Adrian Ahmed Ajit Alan Albert Alberto Alejandro Alex Alexander Alexei Alfred
    Ali Allen Amir Anatoly Anders Andre Andrei Andres Andrew Andrzej Angelo Angus Anthony Antonin Antonio Antony
    Arnold Arthur Ashraf Barack Barry Bart Bashar Ben Benjamin Benny Bernard Bernie Beto Bill Billy Bob Bobby Boris
    Brad Bradley Brandon Brendan Brent Brett Brian Bruce Bruno Bryan Byron Calvin Carl Carlos Charles Charlie Chris
    Christian Christopher Chuck Clarence Claude Clyde Colin Connor Corey Cory Craig Curtis Cyril Damian Dan Daniel
    Danny Darren Darryl Dave David Dean Declan Denis Dennis Derek Devin Dick Diego Dmitry Dominic Don Donald Doug
    Douglas Duncan Dwight Earl Eddie Edgar Edmund Eduardo Edward Edwin Elijah Elliot Elon Emilio Emmanuel Eric Erik
    Ernest Ernesto Ethan Eugene Evan Felipe Felix Fernando Fidel Francis Francisco Francois Frank Franklin Fred
    Frederick Gabriel Garrett Gary Gavin Gene Geoff Geoffrey George Gerald Gerard Gerhard Gilbert Giorgio Giovanni
    Giuseppe Glenn Gordon Graham Grant Greg Gregory Gustavo Guy Hans Harold Harry Harvey Hassan Hector Henry Herbert
    Herman Howard Hugh Hugo Hussein Ian Ibrahim Igor Isaac Ismail Ivan Jack Jacob Jacques Jake Jamal James Jared
    Jason Javier Jay Jeb Jeff Jeffrey Jens Jeremy Jerome Jerry Jesse Jim Jimmy Joachim Joe Joel Johan Johannes John
    Johnny Jon Jonathan Jorge Jose Joseph Josh Joshua Juan Julian Julio Julius Jurgen Justin Kareem Karl Keith Ken
    Kenneth Kevin Khalid Kirk Klaus Kofi Kurt Kyle Lance Larry Lars Laurence Lawrence Lee Leo Leon Leonard Leonid
    Lester Liam Lindsey Lloyd Louis Luca Lucas Luis Luke Magnus Mahmoud Malcolm Manuel Marc Marcel Marco Marcus
    Mario Marius Mark Markus Martin Marvin Mathew Matt Matthew Matthias Maurice Max Maxwell Michael Michel Miguel
    Mike Mikhail Milo Mitch Mitt Mohamed Mohammad Mohammed Muhammad Mustafa Nathan Nathaniel Neil Nelson Newt
    Nicholas Nick Nicolas Nigel Noah Norman Oleg Oliver Omar Orrin Oscar Otto Owen Pablo Patrick Paul Pavel Pedro
    Per Pete Peter Phil Philip Philippe Phillip Pierre Piotr Rafael Rahm Rajiv Ralph Ramon Rand Randy Rashid Raul
    Ray Raymond Recep Reince Rex Ricardo Richard Rick Rob Robert Roberto Robin Rod Rodney Rodrigo Roger Roland Roman
    Ron Ronald Ronny Rory Ross Roy Rudolf Rudy Rupert Russell Ryan Salman Salvador Sam Samuel Saul Scott Sean
    Sebastian Sergei Sergey Sergio Seth Seymour Shane Shaun Shawn Sherrod Simon Spencer Stan Stanley Stefan Stephen
    Steve Steven Stuart Ted Terrence Terry Thad Theodore Thom Thomas Tim Timothy Toby Todd Tom Tommy Tony Travis
    Trent Trey Tucker Tyler Uwe Vernon Vicente Victor Vikram Viktor Vincent Vladimir Volodymyr Wade Walter Warren
    Wayne Werner Wilbur William Wolfgang Woody Xavier Yuri Yusuf Zachary
""")
_FEMALE = word_set("""
    Abigail Adele Agnes Aisha Alexandra Alice Alicia Alison Allison Amanda Amber Amelia Amy Ana Andrea Angela
    Angelina Anita Ann Anna Anne Annette Annie Antonia Audrey Barbara Beatrice Becky Bernadette Beth Betsy Betty
    Beverly Brenda Bridget Brigitte Camille Carla Carmen Carol Caroline Carolyn Catherine Cecilia Chelsea Cheryl
    Christina Christine Claire Clara Claudia Colleen Condoleezza Cynthia Daniela Danielle Dawn Debbie Deborah Debra
    Denise Diana Diane Dianne Dolores Donna Doris Dorothy Edith Eileen Elaine Eleanor Elena Elise Elizabeth Ella
    Ellen Emily Emma Erica Erin Esther Eva Eve Evelyn Fatima Fiona Frances Francesca Gabrielle Gail Gina Gloria
    Greta Gretchen Hannah Harriet Heather Heidi Helen Helena Hillary Hope Ilana Ingrid Irene Isabel Isabella Ivanka
    Jackie Jacqueline Jane Janet Janice Jasmine Jean Jeanne Jen Jenna Jennifer Jenny Jessica Jill Joan Joanna Joanne
    Jody Josephine Joyce Juanita Judith Judy Julia Julie Juliet Kamala Karen Kate Katherine Kathleen Kathryn Kathy
    Katie Kay Kayleigh Kellyanne Kerry Kimberly Kirsten Kirstjen Kristen Kristin Kristina Lara Latoya Laura Lauren
    Leah Lena Leslie Lilian Lillian Linda Lisa Liz Lois Loretta Lori Lorraine Louise Lucia Lucy Lydia Lynn Madeleine
    Maggie Malia Margaret Maria Marian Marianne Marie Marilyn Marina Marine Marjorie Marsha Martha Mary Maureen
    Maxine Megan Meghan Melania Melinda Melissa Mercedes Mia Michelle Miriam Molly Monica Nadia Nancy Naomi Natalia
    Natalie Natasha Nicole Nikki Nina Nora Olga Olivia Pamela Patricia Patty Paula Pauline Peggy Penny Phyllis
    Rachel Rebecca Regina Renee Rita Roberta Rosa Rosalind Rosemary Ruth Sabrina Sally Samantha Sandra Sara Sarah
    Shannon Sharon Sheila Shelley Sherry Shirley Sofia Sonia Sophia Sophie Stacey Stella Stephanie Susan Susana
    Susanne Suzanne Svetlana Sylvia Tamara Tammy Tanya Tara Tatiana Teresa Theresa Tiffany Tina Tracy Tulsi Ursula
    Valerie Vanessa Vera Veronica Vivian Wanda Wendy Yolanda Yvonne Zoe
""")
#: Given to men and to women.
_EITHER = word_set("""
    Alex Andrea Ashley Ashton Avery Blake Cameron Casey Chris Dana Drew Ilhan Jamie Jan Jean Jesse Jody Jordan Jules
    Kai Kelly Kerry Kim Lee Leslie Lindsey Lynn Morgan Nicola Pat Robin Rory Sam Sasha Shannon Sidney Taylor Terry
    Tracy
""")
_TITLES_OF_MEN = word_set("Mr Mr. King Prince Chairman Congressman Pope Sir Councilman Assemblyman")
_TITLES_OF_WOMEN = word_set("Mrs Mrs. Ms Ms. Queen Princess Chairwoman Congresswoman Councilwoman Assemblywoman")


def is_given_name(word: str) -> bool:
    """Whether a word is a common given name.

    >>> is_given_name("Peter"), is_given_name("Council")
    (True, False)
    """
    return word in _MALE or word in _FEMALE or word in _EITHER


def pronoun_of(word: str) -> str:
    """'he' or 'she' if a given name or title belongs to men or to women alone, else nothing.

    >>> pronoun_of("Peter"), pronoun_of("Mrs."), pronoun_of("Robin")
    ('he', 'she', '')
    """
    male, female = word in _MALE or word in _TITLES_OF_MEN, word in _FEMALE or word in _TITLES_OF_WOMEN
    return "" if word in _EITHER or male == female else "he" if male else "she"
