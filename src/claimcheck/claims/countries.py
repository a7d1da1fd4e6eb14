"""Countries by their names and adjectives."""

from __future__ import annotations

import re

_NAMES = """
Afghanistan Afghan|Albania Albanian|Algeria Algerian|Angola Angolan|Argentina Argentine Argentinian|Armenia Armenian
Australia Australian|Austria Austrian|Azerbaijan Azerbaijani|Bahrain Bahraini|Bangladesh Bangladeshi
Belarus Belarusian|Belgium Belgian|Bolivia Bolivian|Bosnia Bosnian|Brazil Brazilian|Bulgaria Bulgarian
Cambodia Cambodian|Cameroon Cameroonian|Canada Canadian|Chile Chilean|China Chinese|Colombia Colombian|Congo Congolese
Croatia Croatian|Cuba Cuban|Cyprus Cypriot|Czechia Czech|Denmark Danish|Ecuador Ecuadorean Ecuadorian|Egypt Egyptian
Estonia Estonian|Ethiopia Ethiopian|Finland Finnish|France French|Georgia Georgian|Germany German|Ghana Ghanaian
Greece Greek|Guatemala Guatemalan|Haiti Haitian|Honduras Honduran|Hungary Hungarian|Iceland Icelandic|India Indian
Indonesia Indonesian|Iran Iranian|Iraq Iraqi|Ireland Irish|Israel Israeli|Italy Italian|Jamaica Jamaican
Japan Japanese|Jordan Jordanian|Kazakhstan Kazakh|Kenya Kenyan|Kosovo Kosovar|Kuwait Kuwaiti|Laos Laotian
Latvia Latvian|Lebanon Lebanese|Liberia Liberian|Libya Libyan|Lithuania Lithuanian|Malaysia Malaysian|Mali Malian
Malta Maltese|Mexico Mexican|Moldova Moldovan|Mongolia Mongolian|Montenegro Montenegrin|Morocco Moroccan
Mozambique Mozambican|Myanmar Burmese|Nepal Nepalese|Netherlands Dutch|Nicaragua Nicaraguan|Niger Nigerien
Nigeria Nigerian|Norway Norwegian|Oman Omani|Pakistan Pakistani|Panama Panamanian|Paraguay Paraguayan|Peru Peruvian
Philippines Philippine Filipino|Poland Polish|Portugal Portuguese|Qatar Qatari|Romania Romanian|Russia Russian
Rwanda Rwandan|Senegal Senegalese|Serbia Serbian|Singapore Singaporean|Slovakia Slovak|Slovenia Slovenian
Somalia Somali|Spain Spanish|Sudan Sudanese|Sweden Swedish|Switzerland Swiss|Syria Syrian|Taiwan Taiwanese
Tanzania Tanzanian|Thailand Thai|Tunisia Tunisian|Turkey Turkish|Uganda Ugandan|Ukraine Ukrainian|Uruguay Uruguayan
Uzbekistan Uzbek|Venezuela Venezuelan|Vietnam Vietnamese|Yemen Yemeni|Zambia Zambian|Zimbabwe Zimbabwean
"""
_BY_NAME = {
    name: names.split()[0] for line in _NAMES.splitlines() for names in line.split("|") for name in names.split()
}
_LONG_NAMES = {
    "America": "the United States",
    "American": "the United States",
    "Britain": "the United Kingdom",
    "British": "the United Kingdom",
    "New Zealand": "New Zealand",
    "North Korea": "North Korea",
    "North Korean": "North Korea",
    "Saudi": "Saudi Arabia",
    "South Africa": "South Africa",
    "South African": "South Africa",
    "South Korea": "South Korea",
    "South Korean": "South Korea",
    "Sri Lanka": "Sri Lanka",
    "U.K.": "the United Kingdom",
    "U.S.": "the United States",
    "UK": "the United Kingdom",
    "US": "the United States",
    "United Kingdom": "the United Kingdom",
    "United States": "the United States",
}
_COUNTRIES = {**_BY_NAME, **_LONG_NAMES}
_COUNTRY = re.compile(r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, _COUNTRIES), key=len, reverse=True)) + r")(?!\w)")


def countries_in(text: str) -> set[str]:
    """Countries that a text names, also by an adjective.

    >>> sorted(countries_in("Polish firefighters are training in Kenya."))
    ['Kenya', 'Poland']
    """
    return {_COUNTRIES[match.group()] for match in _COUNTRY.finditer(text)}
