"""What each metric measures, in two plain sentences, for people who choose one."""

from __future__ import annotations

from collections.abc import Mapping

_PSNR = (
    "Mean squared difference between the two pictures, as a ratio to full scale in decibels. "
    "Simple and exact, but blind to where an error is and whether anybody would notice it."
)
_SSIM = (
    "Compares local brightness, contrast and structure of the two pictures in a sliding window. "
    "The classic measure of compression and blur, still with one fixed viewing distance."
)
_MS_SSIM = (
    "SSIM's contrast and structure compared at five sizes of the picture, weighted as the eye "
    "does. Less dependent on viewing distance than SSIM; needs larger pictures."
)
_CW_SSIM = (
    "Compares complex wavelet coefficients of the two pictures, which keep their phase relation "
    "when something is shifted a little. Forgives small shifts, turns and scalings."
)
_FSIM = (
    "Compares phase congruency (where the eye sees features) and gradients, with colour in "
    "addition. Weighs places with strong features more than flat ones."
)
_VIF = (
    "How much of the information that a person could take from the reference is left in the "
    "distorted picture, by a model of natural scenes. Goes above 1 where contrast is enhanced."
)
_GMSD = (
    "Spread of the similarity of gradients over the picture: damage that is uneven counts more "
    "than the same damage everywhere. Very fast; 0 means equal gradients."
)
_MS_GMSD = (
    "GMSD at several sizes of the picture, combined with weights. Sees coarse as well as fine "
    "damage to edges."
)
_VSI = (
    "Compares saliency maps, gradients and colour of the two pictures. Differences count most "
    "where a person would look first."
)
_SRSIM = (
    "Compares gradients, weighted by where the spectral residual says that a picture draws "
    "attention. Fast for a measure that knows of saliency."
)
_MDSI = (
    "Spread of gradient and colour differences over the picture. Fast, and one of the most "
    "faithful of those that need no training."
)
_BRISQUE = (
    "Statistics of locally normalised brightness, turned into a score by a regression trained on "
    "people's ratings. Knows the usual distortions such as blur, noise and compression; strange "
    "contents mislead it."
)
_NIQE = (
    "Distance of a picture's local statistics from those of undistorted photographs; no ratings "
    "went into it. Good for ranking versions of one picture, weak between different contents."
)
_LPIPS = (
    "Distance between deep features of the two pictures in a network trained to recognise "
    "objects, weighted to agree with people's choices. Suits restoration and generated details, "
    "where pixel differences mislead."
)
_LPIPS_PLUS = (
    "LPIPS with each place weighted by how much the network finds there in the reference, "
    "instead of a plain average. Background counts less than what the picture is about."
)
_ST_LPIPS = (
    "LPIPS with a network made tolerant of small shifts between the two pictures. Suits results "
    "that are a pixel or two out of place without looking worse."
)
_DISTS = (
    "Compares structure and texture by statistics of deep features, so that one patch of grass "
    "may stand for another. Suits restored or generated texture that is not the same in detail."
)
_PIEAPP = (
    "A network trained on which of two distorted pictures people prefer, given the reference. "
    "Estimates how visible the error is; a constant shift of all scores means nothing."
)
_TOPIQ = (
    "A network that lets what the picture shows guide where fine damage is looked for, trained on "
    "people's ratings of {data}. {use}"
)
_ARNIQA = (
    "A network that learnt to tell kinds and strengths of distortion without ratings, with a "
    "linear regression fitted to {data}. Scores are on the scale that the regression learnt."
)
_QUALICLIP_PLUS = (
    "CLIP tuned to rank degraded versions of a picture, with prompts learnt from people's ratings "
    "of {data}. Compare its scores only among themselves."
)
_MUSIQ = (
    "A transformer that looks at the picture in several sizes without cropping or squeezing it, "
    "trained on people's ratings of {data}. {use}"
)
_NIMA = (
    "A network that predicts how a crowd's ratings would be spread, and gives their mean; trained "
    "on {data}. {use}"
)
_MANIQA = (
    "A vision transformer with attention across channels and places, scoring crops of the "
    "picture; trained on people's ratings of {data}. Slow, as several crops of each picture are "
    "looked at."
)
_TRES = (
    "A network and a transformer joined, trained with the relative order of ratings and with "
    "mirrored pictures on {data}. Many crops of each picture are scored, which makes it slow."
)
_CLIPIQA = (
    "Asks CLIP, a network trained on pictures with captions, whether a picture is more like "
    '"good photo" or "bad photo"{how}. {use}'
)
_SPAQ = (
    "A network trained on photos from smartphones and people's ratings of them{how}. Suits what "
    "cameras do wrong: blur, noise, exposure, colours."
)
_WADIQAM = (
    "Averages the quality of many patches, each weighted by how much a network thinks it counts; "
    "{how}. Sees local damage; the content as a whole is hardly looked at."
)
_AFINE = (
    "Joins fidelity to the reference with the naturalness of the picture by itself, so that a "
    "result may be better than its reference. {how}"
)
_FACE = (
    "Finds faces and scores each with TOPIQ trained on {data}; the picture's score is the mean "
    "over its faces. Pictures without a face get no score."
)
_CLIVE = "LIVE in the Wild (photos from mobile devices)"
_KONIQ = "KonIQ-10k (photos from the web)"
_FLIVE = "FLIVE (a large and varied set from social media)"
_SPAQ_DATA = "SPAQ (photos from smartphones)"
_KADID = "KADID-10k (pictures distorted in 25 ways)"
_PIPAL = "PIPAL (results of restoration and generation)"
_AVA = "AVA (ratings of how beautiful photos are)"
_WILD = "Suits photos of unknown origin."
_BEAUTY = "Rates beauty, not damage."

ABOUT: Mapping[str, str] = {
    "psnr": _PSNR,
    "pyiqa_psnr": _PSNR,
    "psnry": _PSNR,
    "piq_psnr": _PSNR,
    "ssim": _SSIM,
    "pyiqa_ssim": _SSIM,
    "ssimc": _SSIM,
    "piq_ssim": _SSIM,
    "ms_ssim": _MS_SSIM,
    "pyiqa_ms_ssim": _MS_SSIM,
    "piq_ms_ssim": _MS_SSIM,
    "piq_iw_ssim": (
        "Multi-scale SSIM in which each place is weighted by the information that a person could "
        "take from it. Detailed places count more than flat ones."
    ),
    "cw_ssim": _CW_SSIM,
    "pyiqa_cw_ssim": _CW_SSIM,
    "fsim": _FSIM,
    "piq_fsim": _FSIM,
    "vif": _VIF,
    "piq_vif_p": (
        "The authors' quick approximation of VIF on pixels instead of wavelets: the share of the "
        "reference's information that is left. Goes above 1 where contrast is enhanced."
    ),
    "gmsd": _GMSD,
    "piq_gmsd": _GMSD,
    "msgmsd": _MS_GMSD,
    "piq_msgmsd_c": f"{_MS_GMSD} Differences of colour are taken into account, too.",
    "nlpd": (
        "Distance between the two pictures after a model of the first steps of seeing: bands of a "
        "pyramid, each divided by what is around it. Follows visibility at the threshold well."
    ),
    "vsi": _VSI,
    "piq_vsi": _VSI,
    "mad": (
        "Two strategies of looking in one: detection of errors that are hardly visible, and "
        "comparison of appearance where they are obvious. Thorough and slow; 0 means equal."
    ),
    "srsim": _SRSIM,
    "piq_srsim_c": f"{_SRSIM} Differences of colour are taken into account, too.",
    "dss": (
        "Compares local statistics of the cosine transform in blocks of 8×8 pixels. Made with "
        "block-based compression in mind."
    ),
    "haarpsi": (
        "Compares the two pictures in a simple Haar wavelet, weighted by where coarse structure "
        "is. Fast, and close to people's ratings for a formula."
    ),
    "mdsi": _MDSI,
    "piq_mdsi_mult": f"{_MDSI} Here gradient and colour are multiplied instead of added.",
    "vmaf": (
        "Netflix's joint measure: detail loss, information fidelity and motion fused by a model "
        "trained on people's ratings of streamed video. The usual choice for comparing codecs; "
        "its scale assumes 1080p on a television."
    ),
    "topiq_fr": _TOPIQ.format(data=_KADID, use="Compares with the reference."),
    "topiq_fr-pipal": _TOPIQ.format(data=_PIPAL, use="Compares with the reference."),
    "ahiq": (
        "Features of a transformer and of a convolutional network are compared with the "
        "reference, patch by patch; trained on PIPAL. Made for results of generative restoration; "
        "20 crops are scored of each picture."
    ),
    "pieapp": _PIEAPP,
    "piq_pieapp": _PIEAPP,
    "lpips": _LPIPS,
    "lpips-vgg": _LPIPS,
    "piq_lpips": _LPIPS,
    "lpips+": _LPIPS_PLUS,
    "lpips-vgg+": _LPIPS_PLUS,
    "stlpips": _ST_LPIPS,
    "stlpips-vgg": _ST_LPIPS,
    "dists": _DISTS,
    "piq_dists": f"{_DISTS} This version looks at the pictures at 256 pixels.",
    "ckdn": (
        "Scores a restored picture beside the degraded one that it was made from, not beside a "
        "perfect one. Give the degraded pictures as references."
    ),
    "deepdc": (
        "Statistical dependence (distance correlation) between deep features of the two pictures. "
        "Needs no training on ratings; tolerant of texture that is not the same in detail."
    ),
    "wadiqam_fr": _WADIQAM.format(how="patches are compared with the reference"),
    "wadiqam_nr": _WADIQAM.format(how="no reference is needed"),
    "dmm": (
        "Compares deep features of the two pictures after the bias of the network is taken out, "
        "without training on ratings. Carries over to kinds of pictures that rated sets lack."
    ),
    "msswd": (
        "Difference of colour between the two pictures, by comparing distributions of colours at "
        "several sizes. Says how far off the colours are and is tolerant of small shifts."
    ),
    "afine_all_scale": _AFINE.format(how="Brought to a scale from 0 (best) to 100."),
    "afine_all": _AFINE.format(how="As the network gives it, before it is brought to 0 to 100."),
    "afine_fr": (
        "The fidelity half of A-FINE: how far deep features of the picture are from those of the "
        "reference. Naturalness is left out; see A-FINE for both together."
    ),
    "afine_nr": (
        "The naturalness half of A-FINE: how natural CLIP's features say that the picture is. "
        "Needs no reference, so it says nothing of fidelity."
    ),
    "spaq-bl": _SPAQ.format(how=""),
    "spaq-mta": _SPAQ.format(
        how=", which learnt brightness, colour, contrast, noise and sharpness"
    ),
    "spaq-mts": _SPAQ.format(how=", which learnt to recognise kinds of scenes at the same time"),
    "koncept512": (
        "A large network trained on people's ratings of KonIQ-10k, photos from the web at 512×384 "
        f"pixels. {_WILD}"
    ),
    "linearity": (
        "A network trained by a loss that asks for a linear relation to people's ratings, on "
        f"KonIQ-10k. {_WILD}"
    ),
    "unique": (
        "A network trained to rank pairs of pictures of six rated sets at once, with how sure it "
        "may be. Meant for both laboratory distortions and photos of unknown origin."
    ),
    "unique_pyiqa": (
        "UNIQUE, trained to rank pairs of pictures of six rated sets, applied to pictures at "
        "their full size. Large pictures get other scores than from the authors' program."
    ),
    "hyperiqa": (
        "A network that first understands the content, then makes the rules to judge it by; "
        f"trained on KonIQ-10k. {_WILD}"
    ),
    "cnniqa": (
        "A small network that scores patches of 32×32 pixels of normalised brightness; trained on "
        "KonIQ-10k. One of the first learned measures; fast, and blind to content."
    ),
    "paq2piq": (
        "A network trained on ratings of pictures and of patches of them, of a large set from "
        f"social media. {_WILD}"
    ),
    "clipiqa": _CLIPIQA.format(how="", use="No ratings went into it."),
    "piq_clipiqa": _CLIPIQA.format(how="", use="No ratings went into it."),
    "clipiqa+": _CLIPIQA.format(how=", with prompts learnt from KonIQ-10k", use=_WILD),
    "clipiqa+_rn50_512": _CLIPIQA.format(
        how=", with prompts learnt from KonIQ-10k at 512 pixels", use=_WILD
    ),
    "clipiqa+_vitL14_512": _CLIPIQA.format(
        how=", with prompts learnt from KonIQ-10k for a large transformer", use=_WILD
    ),
    "maniqa": _MANIQA.format(data=_KONIQ),
    "maniqa-pipal": _MANIQA.format(data=_PIPAL),
    "maniqa-kadid": _MANIQA.format(data=_KADID),
    "tres": _TRES.format(data=_KONIQ),
    "tres-flive": _TRES.format(data=_FLIVE),
    "musiq": _MUSIQ.format(data=_KONIQ, use=_WILD),
    "musiq-ava": _MUSIQ.format(data=_AVA, use=_BEAUTY),
    "musiq-paq2piq": _MUSIQ.format(data=_FLIVE, use=_WILD),
    "musiq-spaq": _MUSIQ.format(data=_SPAQ_DATA, use=_WILD),
    "pi": (
        "Mean of NIQE and of what NRQM lacks of 10: the measure of the perceptual side of the "
        "PIRM challenge. Used for super-resolution beside an error such as RMSE."
    ),
    "dbcnn": (
        "Two networks joined, one that knows distortions and one that knows contents; trained on "
        f"KonIQ-10k. {_WILD}"
    ),
    "nima": _NIMA.format(data=_AVA, use=_BEAUTY),
    "nima-vgg16-ava": _NIMA.format(data=_AVA, use=_BEAUTY),
    "nima-koniq": _NIMA.format(data=_KONIQ, use=_WILD),
    "nima-spaq": _NIMA.format(data=_SPAQ_DATA, use=_WILD),
    "nrqm": (
        "Three kinds of statistics of the picture, turned into a score by regression forests "
        "trained on ratings of super-resolution. Made for enlarged pictures."
    ),
    "ilniqe": (
        "NIQE with colour, gradients and frequencies in addition, compared patch by patch with "
        "undistorted photographs. More faithful than NIQE and much slower."
    ),
    "brisque": _BRISQUE,
    "brisque_matlab": _BRISQUE,
    "piq_brisque": _BRISQUE,
    "niqe": _NIQE,
    "niqe_matlab": _NIQE,
    "piqe": (
        "Looks for blocks that are noisy or have lost their texture, and averages how bad they "
        "are. Needs no training; made for compression and noise."
    ),
    "topiq_nr": _TOPIQ.format(data=_KONIQ, use=_WILD),
    "topiq_nr-flive": _TOPIQ.format(data=_FLIVE, use=_WILD),
    "topiq_nr-spaq": _TOPIQ.format(data=_SPAQ_DATA, use=_WILD),
    "topiq_iaa": _TOPIQ.format(data=_AVA, use=_BEAUTY),
    "topiq_iaa_res50": _TOPIQ.format(data=_AVA, use=_BEAUTY),
    "topiq_nr-face": _FACE.format(data="CGFIQA-40k (rated faces, balanced)"),
    "topiq_nr_swin-face": _FACE.format(data="CGFIQA-40k (rated faces), with a larger network"),
    "topiq_nr-face-v1": _FACE.format(data="GFIQA-20k (rated faces)"),
    "si": (
        "How much edge energy a frame has: the spread of its Sobel gradient, after ITU-T P.910. "
        "Describes how hard a content is to compress; judges nothing."
    ),
    "mdtvsfa": (
        "Features of every frame by a network for recognising things, brought into order in time: "
        "a bad moment weighs more than a good one after it. Looks at all frames in full size, so "
        "it is slow."
    ),
    "FAST-VQA": (
        "A video transformer that looks at small fragments of four stretches of 32 frames, in "
        "their true sharpness. Trained on people's ratings of videos from the web; the cost does "
        "not grow with the size of the picture."
    ),
    "FasterVQA": (
        "FAST-VQA with a quarter of the cost. Looks at the 32 frames in the middle only, about one "
        "second, so it says little of a video that changes."
    ),
    "dover": (
        "Two networks in one: technical quality by fragments, as FAST-VQA, and aesthetic quality "
        "by the whole picture made small. The score weighs both; each is given as well."
    ),
    "dover-technical": (
        "The technical branch of DOVER alone: compression, noise, blur, whatever is shown. "
        "Computed together with DOVER at no further cost."
    ),
    "dover-aesthetic": (
        "The aesthetic branch of DOVER alone: content, composition, how it looks as a whole. "
        "Computed together with DOVER at no further cost."
    ),
    "ti": (
        "How much changes from frame to frame: the spread of the difference, after ITU-T P.910. "
        "Describes motion and cuts; judges nothing."
    ),
    "cf": (
        "How colourful a picture is, from the spread and mean of its opponent colours. Describes "
        "the content; more colour is not better quality."
    ),
    "entropy": (
        "How evenly grey levels are used, in bits. Describes contrast and texture; noise raises it "
        "as well as detail."
    ),
    "piq_tv": (
        "Sum of the differences between neighbouring pixels. Describes how busy or noisy a "
        "picture is; judges nothing by itself."
    ),
    "arniqa": _ARNIQA.format(data=_KONIQ),
    "arniqa-live": _ARNIQA.format(data="LIVE (pictures distorted in 5 ways)"),
    "arniqa-csiq": _ARNIQA.format(data="CSIQ (pictures distorted in 6 ways)"),
    "arniqa-tid": _ARNIQA.format(data="TID2013 (pictures distorted in 24 ways)"),
    "arniqa-kadid": _ARNIQA.format(data=_KADID),
    "arniqa-clive": _ARNIQA.format(data=_CLIVE),
    "arniqa-flive": _ARNIQA.format(data=_FLIVE),
    "arniqa-spaq": _ARNIQA.format(data=_SPAQ_DATA),
    "qualiclip": (
        "CLIP tuned to put pictures in the order in which they were degraded, without any ratings. "
        "Suits comparisons where no rated set is like the pictures."
    ),
    "qualiclip+": _QUALICLIP_PLUS.format(data=_KONIQ),
    "qualiclip+-clive": _QUALICLIP_PLUS.format(data=_CLIVE),
    "qualiclip+-flive": _QUALICLIP_PLUS.format(data=_FLIVE),
    "qualiclip+-spaq": _QUALICLIP_PLUS.format(data=_SPAQ_DATA),
    "liqe": (
        "CLIP that is asked for scene, distortion and quality at once; trained on KonIQ-10k. The "
        "score runs from 1 (bad) to 5 (perfect)."
    ),
    "liqe_mix": (
        "CLIP that is asked for scene, distortion and quality at once; trained on six rated sets "
        "together. The score runs from 1 (bad) to 5 (perfect)."
    ),
    "maclip": (
        "CLIP's answer to good or bad photo, joined with the strength of its features, which tells "
        "of quality, too. No ratings went into it."
    ),
    "metaiqa": (
        "A network that learnt from many known distortions how to learn a new one, then was tuned "
        "to photos. Meant for distortions that it has not seen."
    ),
    "uranker": (
        "A transformer trained to rank versions of pictures taken under water. Looks for colour "
        "casts and haze; not for photos in air."
    ),
    "laion_aes": (
        "A linear layer on CLIP's features, trained on how much people liked pictures. Rates "
        "beauty on a scale from about 1 to 10, not damage."
    ),
    "piq_content": (
        "Squared distance between deep VGG features of the two pictures. A loss of style transfer: "
        "says whether the same things are at the same places."
    ),
    "piq_style": (
        "Distance between the correlations of deep VGG features of the two pictures. A loss of "
        "style transfer: says whether textures are alike, wherever they are."
    ),
    "inception_v3": (
        "2048 numbers for each file that a network trained on ImageNet sees in it, for analyses of "
        "your own. No score: nothing is judged or compared."
    ),
}
